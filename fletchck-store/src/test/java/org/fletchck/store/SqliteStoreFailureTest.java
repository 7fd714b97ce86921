package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fletchck.spi.Status.FAIL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fletchck.spi.Status;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can become of a file and of the disk under it, without a loss of what is in memory. */
class SqliteStoreFailureTest {

  private static final Duration RETRY = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock(SampleStates.NOW);

  private SqliteStore open() throws IOException {
    return SqliteStore.open(folder, "site", clock);
  }

  private Store.Snapshot peek() throws IOException {
    return SqliteStore.peek(folder, "site");
  }

  private static void save(Store store, Commit commit) {
    store.commit(commit).toCompletableFuture().join();
  }

  private static Commit note(String text) {
    return Commit.metadata(text, text);
  }

  @Test
  void setsGarbageFileAsideAndStartsOver() throws IOException {
    noise(folder.resolve("site.db"), 100_000);
    try (Store store = open()) {
      save(store, note("a"));
      assertThat(store.loss().orElseThrow()).contains("was damaged").contains("site.db.broken-");
      assertThat(store.problem()).as("it works again").isEmpty();
      assertThat(peek().metadata()).containsKey("a");
    }
    assertThat(aside()).hasSize(1).allSatisfy(file -> assertThat(file).hasSize(100_000));
    try (Store store = open()) {
      assertThat(store.loss()).isEmpty();
      assertThat(store.snapshot().metadata()).containsKey("a");
    }
  }

  @Test
  void startsOverWhenPagesAreDamaged() throws IOException {
    try (Store store = open()) {
      for (int i = 0; i < 200; i++) {
        store.commit(
            Commit.of(
                SampleStates.check("id" + i, SampleStates.richState()), List.of(), List.of()));
      }
    }
    byte[] content = Files.readAllBytes(folder.resolve("site.db"));
    Arrays.fill(content, content.length / 2, content.length, (byte) 0x5a);
    Files.write(folder.resolve("site.db"), content);

    try (Store store = open()) {
      assertThat(store.loss().orElseThrow()).contains("was damaged");
      save(store, note("a"));
    }
    assertThat(peek().metadata()).containsKey("a");
  }

  @Test
  void rewritesEverythingWhenFileIsOverwrittenWhileOpen() throws Exception {
    SavedCheck check = SampleStates.check("id", SampleStates.richState());
    try (Store store = open()) {
      save(store, Commit.of(check, List.of(SampleStates.entry("e")), List.of()));
      save(store, note("b")); // and what is due after the first is done
      noise(folder.resolve("site.db"), 20_000);
      noise(folder.resolve("site.db-wal"), 20_000);
      save(store, note("b"));

      assertThat(store.loss().orElseThrow()).contains("was damaged");
      assertThat(peek())
          .isEqualTo(
              new Store.Snapshot(
                  Map.of("id", check), List.of(SampleStates.entry("e")), Map.of("b", "b")));
    }
    assertThat(aside()).isNotEmpty();
    assertSound(folder);
  }

  @Test
  void continuesInMemoryWhileFolderIsMissingAndSavesLater() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    try (Store store = SqliteStore.open(state, "site", clock)) {
      save(store, note("a"));
      Files.move(state, folder.resolve("moved"));
      save(store, note("b"));
      assertThat(store.problem().orElseThrow()).contains("can't be saved");
      assertThat(store.snapshot().metadata()).containsKeys("a", "b");

      Files.createDirectory(state);
      clock.advance(RETRY);
      save(store, note("c"));
      assertThat(store.problem()).isEmpty();
    }
    assertThat(SqliteStore.peek(state, "site").metadata()).containsKeys("a", "b", "c");
  }

  @Test
  void notifiesWhileDiskIsFullAndSavesOnceThereIsSpace() throws Exception {
    Path state = folder.resolve("state");
    try (Disk disk = Disk.at(state)) {
      try (Store store = SqliteStore.open(state, "site", clock);
          Alerts alerts = new Alerts(store)) {
        disk.fill();
        assertThat(alerts.run(true)).containsExactly("FAIL");
        assertThat(alerts.site().problems().toString()).contains("state can't be saved to");

        disk.makeRoom();
        clock.advance(RETRY);
        assertThat(alerts.run(false)).containsExactly("FAIL", "PASS");
        assertThat(alerts.site().problems()).isEmpty();
      }
      assertPassIsSaved(state);
    }
  }

  @Test
  void startsFromReadOnlyFolderAndSavesOnceWritable() throws Exception {
    Path state = folder.resolve("state");
    try (Disk disk = Disk.at(state)) {
      try (Alerts alerts = new Alerts(SqliteStore.open(state, "site", clock))) {
        assertThat(alerts.run(true)).containsExactly("FAIL");
      }
      disk.readOnly(true);
      try (Alerts alerts = new Alerts(SqliteStore.open(state, "site", clock))) {
        assertThat(alerts.site().problems().toString()).contains("state can't be saved to");
        assertThat(alerts.run(false)).as("the failure is known").containsExactly("PASS");

        disk.readOnly(false);
        clock.advance(RETRY);
        assertThat(alerts.run(true)).containsExactly("PASS", "FAIL");
        assertThat(alerts.run(false)).containsExactly("PASS", "FAIL", "PASS");
        assertThat(alerts.site().problems()).isEmpty();
      }
      assertPassIsSaved(state);
    }
  }

  @Test
  void treatsEmptyFileAsDamagedButNotMissingFile() throws Exception {
    open().close();
    Files.delete(folder.resolve("site.db"));
    try (Store store = open()) {
      assertThat(store.loss()).as("there was none").isEmpty();
      save(store, note("a"));
    }
    Files.write(folder.resolve("site.db"), new byte[0]);
    try (Alerts alerts = new Alerts(open())) {
      assertThat(alerts.site().problems().toString())
          .contains("site.db was damaged (it is empty) and is kept as");
      assertThat(alerts.site().health()).as("it works again").isEmpty();
    }
    assertThat(aside()).hasSize(1);
    try (Store store = open()) {
      assertThat(store.loss()).isEmpty();
    }
  }

  @Test
  void keepsTheFileWhenItStartsOnAFullDisk() throws Exception {
    Path state = folder.resolve("state");
    try (Disk disk = Disk.at(state)) {
      leaveAsAfterAKill(state);
      disk.fill();
      try (Store store = SqliteStore.open(state, "site", clock)) {
        assertThat(store.snapshot().metadata()).containsOnlyKeys("a", "b");
        assertThat(store.snapshot().outbox()).containsExactly(SampleStates.entry("e"));
        for (int i = 0; i < 3; i++) {
          save(store, note("c"));
          clock.advance(RETRY);
        }
        assertThat(store.problem().orElseThrow()).contains("can't be saved");

        disk.makeRoom();
        save(store, note("d"));
        assertThat(store.problem()).isEmpty();
        assertThat(store.loss()).isEmpty();
      }
      Store.Snapshot saved = SqliteStore.peek(state, "site");
      assertThat(saved.metadata()).containsOnlyKeys("a", "b", "c", "d");
      assertThat(saved.outbox()).containsExactly(SampleStates.entry("e"));
      assertThat(names(state)).noneMatch(name -> name.contains(".db."));
      assertSound(state);
    }
  }

  @Test
  void leavesNoEmptyFilesOnAFullDisk() throws Exception {
    Path state = folder.resolve("state");
    try (Disk disk = Disk.at(state)) {
      disk.fill();
      try (Store store = SqliteStore.open(state, "site", clock)) {
        for (int i = 0; i < 3; i++) {
          save(store, note("a"));
          clock.advance(RETRY);
        }
        assertThat(names(state)).doesNotContain("site.db").noneMatch(n -> n.contains(".db."));
        disk.makeRoom();
        save(store, note("b"));
        assertThat(store.problem()).isEmpty();
      }
      assertThat(SqliteStore.peek(state, "site").metadata()).containsOnlyKeys("a", "b");
    }
  }

  /** A database with its log, as a kill leaves them, but without the index of the log. */
  private void leaveAsAfterAKill(Path state) throws IOException {
    Path made = Files.createDirectory(folder.resolve("made"));
    try (Store store = SqliteStore.open(made, "site", clock)) {
      save(store, note("a"));
      save(store, note("b"));
      save(store, Commit.changed(List.of(SampleStates.entry("e"))));
      Files.copy(made.resolve("site.db"), state.resolve("site.db"));
      Files.copy(made.resolve("site.db-wal"), state.resolve("site.db-wal"));
      Files.copy(made.resolve("site.lock"), state.resolve("site.lock"));
    }
  }

  @Test
  void resumesFromFileThatWasUnreadableAtStart() throws Exception {
    try (Alerts alerts = new Alerts(open())) {
      assertThat(alerts.run(true)).containsExactly("FAIL");
    }
    String id;
    try (SqliteStore store = open()) {
      id = store.snapshot().checks().keySet().iterator().next();
      save(store, Commit.changed(List.of(SampleStates.entry("waits", "box"))));
    }
    Files.move(folder.resolve("site.db"), folder.resolve("good"));
    Files.createDirectory(folder.resolve("site.db")); // what can be neither read nor written
    SqliteStore store = open();
    try (Alerts alerts = new Alerts(store)) {
      assertThat(alerts.site().problems().toString()).contains("state can't be saved to");
      assertThat(alerts.run(false)).as("nothing is known of the failure").isEmpty();

      Files.delete(folder.resolve("site.db"));
      Files.move(folder.resolve("good"), folder.resolve("site.db"));
      clock.advance(RETRY);
      save(store, note("a"));
      Eventually.holds(() -> alerts.site().state(Alerts.CHECK).orElseThrow().status() == FAIL);

      assertThat(alerts.run(false)).as("what waited, and the end").containsExactly("FAIL", "PASS");
      assertThat(alerts.site().id(Alerts.CHECK)).contains(id);
      assertThat(alerts.site().problems()).isEmpty();
      assertThat(store.loss()).isEmpty();
    }
    assertPassIsSaved(folder);
    assertThat(names(folder)).noneMatch(name -> name.contains(".db."));
  }

  @Test
  void keepsFailureNotifiedWhileFileWasUnreadable() throws Exception {
    try (Alerts alerts = new Alerts(open())) {
      assertThat(alerts.run(false)).isEmpty();
    }
    Files.move(folder.resolve("site.db"), folder.resolve("good"));
    Files.createDirectory(folder.resolve("site.db"));
    SqliteStore store = open();
    try (Alerts alerts = new Alerts(store)) {
      assertThat(alerts.run(true)).containsExactly("FAIL");
      String early = alerts.site().id(Alerts.CHECK).orElseThrow();
      Files.delete(folder.resolve("site.db"));
      Files.move(folder.resolve("good"), folder.resolve("site.db"));
      clock.advance(RETRY);
      save(store, note("a"));
      Eventually.holds(() -> !alerts.site().id(Alerts.CHECK).orElseThrow().equals(early));

      assertThat(alerts.run(true)).as("not sent again").containsExactly("FAIL");
      assertThat(alerts.run(false)).containsExactly("FAIL", "PASS");
    }
    assertPassIsSaved(folder);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void assertPassIsSaved(Path state) throws Exception {
    Store.Snapshot saved = SqliteStore.peek(state, "site");
    assertThat(saved.checks().values())
        .extracting(check -> check.state().status())
        .containsExactly(Status.PASS);
    assertThat(saved.outbox()).isEmpty();
    assertSound(state);
  }

  private static void noise(Path file, int bytes) throws IOException {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    Files.write(file, noise);
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains(".db.broken-")).toList();
    }
  }

  private static void assertSound(Path folder) throws Exception {
    try (Connection connection = Connections.toRead(new StateFiles(folder, "site"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
  }
}
