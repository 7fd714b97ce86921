package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.Store.Commit;
import org.fletchck.Store.Saved;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03.456Z");

  @TempDir Path folder;

  @Test
  void keepsEverythingOverARestart() throws IOException {
    Saved check = new Saved("id", "Home Cert", new Target("cert", "h 443"), richState());
    OutboxEntry entry = OutboxEntry.of("mail", "id", notification(), NOW);
    OutboxEntry tried = entry.again(NOW.plusSeconds(5), true, Set.of("a@b"));
    try (Store store = Store.inFile(folder, "site")) {
      store.commit(Commit.of(check, List.of(entry)));
      store.commit(Commit.changed(tried));
      store.commit(Commit.note("config", "{}"));
    }
    try (Store store = Store.inFile(folder, "site")) {
      assertThat(store.snapshot().checks()).isEqualTo(Map.of("id", check));
      assertThat(store.snapshot().outbox()).containsExactly(tried);
      assertThat(store.snapshot().notes()).isEqualTo(Map.of("config", "{}"));
    }
  }

  @Test
  void completesACommitWhenItIsInTheFile() throws IOException {
    Saved check = new Saved("id", "a", new Target("x", ""), CheckState.UNKNOWN);
    try (Store store = Store.inFile(folder, "site")) {
      store.commit(Commit.of(check, List.of())).toCompletableFuture().join();
      assertThat(Store.peek(folder, "site").checks()).containsKey("id");
    }
  }

  @Test
  void forgetsWhatIsGoneAndWhatIsSettled() throws IOException {
    OutboxEntry entry = OutboxEntry.of("mail", "id", notification(), NOW);
    Saved check = new Saved("id", "a", new Target("x", ""), CheckState.UNKNOWN);
    try (Store store = Store.inFile(folder, "site")) {
      store.commit(Commit.of(check, List.of(entry)));
      store.commit(Commit.of(List.of(), Set.of("id")));
      store.commit(Commit.settled(entry));
    }
    assertThat(Store.peek(folder, "site").checks()).isEmpty();
    assertThat(Store.peek(folder, "site").outbox()).isEmpty();
  }

  @Test
  void refusesASecondProcessAndNamesTheFirst() throws IOException {
    try (Store store = Store.inFile(folder, "site")) {
      assertThat(store.snapshot().checks()).isEmpty();
      assertThatThrownBy(() -> Store.inFile(folder, "site").close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    Store.inFile(folder, "site").close();
  }

  @Test
  void removesWhatACrashLeftAndNothingElse() throws IOException {
    Files.writeString(folder.resolve(".site.state.json123.tmp"), "{\"chec");
    List<String> others =
        List.of(".site2.state.json123.tmp", ".site.state.json.tmp", ".site.state.jsonx1.tmp");
    for (String other : others) {
      Files.writeString(folder.resolve(other), "");
    }

    Store.inFile(folder, "site").close();

    assertThat(folder.resolve(".site.state.json123.tmp")).doesNotExist();
    assertThat(others).allSatisfy(other -> assertThat(folder.resolve(other)).exists());
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    try (Store store = Store.inFile(folder, "site")) {
      store.commit(Commit.note("a", "b"));
    }
    Path file = folder.resolve("site.state.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void goesOnInMemoryWhileItCannotSave() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    try (Store store = Store.inFile(state, "site")) {
      Files.delete(state.resolve("site.lock"));
      Files.delete(state);
      store.commit(Commit.note("a", "1")).toCompletableFuture().join();
      assertThat(store.snapshot().notes()).containsEntry("a", "1");
      Files.createDirectory(state);
      store.commit(Commit.note("b", "2")).toCompletableFuture().join();
    }
    assertThat(Store.peek(state, "site").notes()).containsKeys("a", "b");
  }

  @Test
  void setsAsideAFileThatIsNoStateFile() throws IOException {
    Files.writeString(folder.resolve("site.state.json"), "noise");
    try (Store store = Store.inFile(folder, "site")) {
      assertThat(store.snapshot()).isEqualTo(Store.Snapshot.EMPTY);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("site.state.json.broken-"));
    }
  }

  private static CheckState richState() {
    return CheckState.UNKNOWN
        .withStatus(Status.FAIL)
        .withStatus(Status.UNREACHABLE)
        .withCounts(new CheckState.Counts(3, List.of(Verdict.FAILED, Verdict.PASSED)))
        .withMembers(List.of("b", "a"))
        .withSoftFail("router")
        .withLastRun(
            new CheckState.Run(
                Verdict.FAILED,
                "refused",
                "91%",
                List.of("line \u00fc\n"),
                Map.of("connect", Duration.ofNanos(1_234_567)),
                Map.of("issuer", "CN=x")))
        .withTimes(new CheckState.Times(NOW, null, NOW, NOW, null))
        .withLearned(Map.of("hostkey", "AAAA"));
  }

  private static Notification notification() {
    return new Notification(
        "id-1",
        "id-1",
        "Site",
        new Notification.Subject("Home Cert", "cert", null, null),
        Change.FAILED,
        new Notification.When(NOW, NOW, Duration.ofMinutes(3), ZoneId.of("Australia/Adelaide")),
        new Notification.What(
            "refused",
            null,
            List.of("log"),
            new Notification.Members(List.of("a"), List.of(), List.of("c")),
            List.of("x")),
        false);
  }
}
