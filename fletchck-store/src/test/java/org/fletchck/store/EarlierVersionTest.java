package org.fletchck.store;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.state.History;
import org.fletchck.state.History.Incident;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Uptime;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens {@code state-2.db}, which a site of the version before schema step 3 left when it ended:
 * what it held must still be there, whatever steps have been added since.
 */
class EarlierVersionTest {

  private static final Instant FROM = Instant.parse("2026-11-30T04:00:00Z");
  private static final Instant ENDED = Instant.parse("2026-11-30T04:20:07.744Z");
  private static final Instant GATEWAY_FAILED = Instant.parse("2026-11-30T04:10:48.987647746Z");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock(ENDED.plusSeconds(20));

  @BeforeEach
  void copy() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("state-2.db")) {
      Files.copy(Objects.requireNonNull(in), folder.resolve("site.db"));
    }
    Files.createFile(folder.resolve("site.lock")); // else one waits for who may have deleted it
  }

  private SqliteStore open() throws IOException {
    return SqliteStore.open(folder, "site", clock);
  }

  @Test
  void keepsCheckStatesAndMetadata() throws IOException {
    try (Store store = open()) {
      assertThat(store.problem()).isEmpty();
      Map<String, SavedCheck> checks = byName(store.snapshot());
      assertThat(checks.values())
          .extracting(
              SavedCheck::name, check -> check.state().status(), check -> check.state().judged())
          .containsExactlyInAnyOrder(
              tuple("web", Status.PASS, Status.PASS),
              tuple("shop", Status.FAIL, Status.FAIL),
              tuple("flaky", Status.PASS, Status.PASS),
              tuple("gateway", Status.FAIL, Status.FAIL),
              tuple("behind", Status.UNREACHABLE, Status.PASS),
              tuple("resting", Status.PAUSED, Status.PENDING),
              tuple("shell", Status.PASS, Status.PASS),
              tuple("all", Status.FAIL, Status.FAIL),
              tuple("backup", Status.FAIL, Status.FAIL));
      assertThat(state(checks, "shell").learned().get("hostkey"))
          .startsWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEQX3sY6");
      assertThat(state(checks, "behind").blockedBy()).isEqualTo("gateway");
      assertThat(state(checks, "all").members()).containsExactly("shop");
      assertThat(state(checks, "shop").counts().failCount()).isEqualTo(54);
      assertThat(state(checks, "shop").counts().recent()).isEmpty();
      assertThat(state(checks, "gateway").times().notified()).isEqualTo(GATEWAY_FAILED);
      assertThat(state(checks, "backup").lastRun())
          .extracting(CheckState.Run::reason, CheckState.Run::level, CheckState.Run::log)
          .containsExactly("no space left", "99%", List.of("no space left"));
      assertThat(state(checks, "backup").times().report())
          .isEqualTo(Instant.parse("2026-11-30T04:17:42.811906945Z"));
      assertThat(checks.get("web").target().type()).isEqualTo("https");
      assertThat(store.snapshot().running()).isZero();
      assertThat(store.snapshot().metadata())
          .containsOnlyKeys(
              "config", "failing action away", "failing action gone", "failing action refused")
          .hasEntrySatisfying("config", text -> assertThat(text).contains("Ask the shopkeeper."));
    }
  }

  @Test
  void keepsOutbox() throws IOException {
    try (Store store = open()) {
      List<OutboxEntry> waiting = store.snapshot().outbox();
      assertThat(waiting).extracting(OutboxEntry::action).containsOnly("away", "digest");
      assertThat(waiting.get(0).action()).isEqualTo("away");
      assertThat(waiting.get(0).notification().subject().name()).isEqualTo("gateway");
      assertThat(waiting.get(0).failedAttempts()).isEqualTo(7);
      assertThat(waiting.get(0).reason()).contains("127.0.0.1:18199");
      assertThat(waiting.get(0).created()).isEqualTo(GATEWAY_FAILED);
      assertThat(waiting).extracting(OutboxEntry::created).isSorted();
      List<OutboxEntry> digest =
          waiting.stream().filter(entry -> entry.action().equals("digest")).toList();
      assertThat(digest)
          .hasSizeGreaterThan(5)
          .extracting(OutboxEntry::window)
          .containsOnly(digest.get(0).window());
      assertThat(digest)
          .extracting(entry -> entry.notification().change())
          .contains(Change.FAILED, Change.RECOVERED, Change.REMINDER);
    }
  }

  @Test
  void keepsSettledEntries() throws IOException {
    try (Store store = open()) {
      List<SettledEntry> settled = store.history().settled(100);
      assertThat(settled)
          .extracting(SettledEntry::end)
          .contains(End.DELIVERED, End.REFUSED, End.IMPOSSIBLE);
      assertThat(settled)
          .filteredOn(one -> one.end() == End.REFUSED)
          .extracting(SettledEntry::reason)
          .containsOnly("refused for good: 127.0.0.1:18181 said: HTTP 404");
      assertThat(settled)
          .filteredOn(one -> one.entry().action().equals("gone"))
          .extracting(SettledEntry::reason)
          .containsOnly("there is no such action any more");
    }
  }

  @Test
  void keepsTheHistory() throws IOException {
    try (Store store = open()) {
      Map<String, SavedCheck> checks = byName(store.snapshot());
      History history = store.history();
      Incident flaky = history.incidents(checks.get("flaky").id(), 10).get(0);
      assertThat(flaky.from()).isEqualTo(Instant.parse("2026-11-30T04:11:21.443Z"));
      assertThat(flaky.to()).isEqualTo(Instant.parse("2026-11-30T04:11:52.016Z"));
      assertThat(flaky.notified()).containsExactly("log");
      Incident all = history.incidents(checks.get("all").id(), 10).get(0);
      assertThat(all.to()).isNull();
      assertThat(all.members()).containsExactly("shop");
      assertThat(history.incidents(FROM, ENDED, 10))
          .extracting(Incident::reason)
          .containsExactlyInAnyOrder(
              "connection refused by 127.0.0.1 port 18198",
              "HTTP 404 Not Found, expected 200",
              "HTTP 404 Not Found, expected 200",
              "failing: shop, flaky",
              "no space left");
      assertThat(history.runs(checks.get("flaky").id(), 1_000)).hasSizeGreaterThan(40);
      assertThat(history.series(checks.get("web").id(), FROM, ENDED, Duration.ofMinutes(5)))
          .isNotEmpty();
      assertThat(history.coverage(FROM, ENDED))
          .extracting(Uptime.Span::from)
          .containsExactly(
              Instant.parse("2026-11-30T04:10:48.850Z"), Instant.parse("2026-11-30T04:14:19.467Z"));
      assertThat(history.statusChanges(FROM, ENDED)).hasSize(9);
      Uptime uptime = history.uptime(checks.get("flaky").id(), FROM, ENDED);
      assertThat(uptime.down()).isEqualTo(Duration.ofMillis(30_573));
    }
  }

  @Test
  void keepsEverythingWhenMoreIsWritten() throws IOException {
    Store.Snapshot before;
    try (Store store = open()) {
      before = store.snapshot();
      store.running(() -> Duration.ofMinutes(3));
      store.commit(Commit.metadata("a", "b"));
    }
    try (Store store = open()) {
      assertThat(store.snapshot().checks()).isEqualTo(before.checks());
      assertThat(store.snapshot().outbox()).isEqualTo(before.outbox());
      assertThat(store.snapshot().running()).hasMinutes(3);
      assertThat(store.snapshot().metadata())
          .containsAllEntriesOf(before.metadata())
          .contains(entry("a", "b"));
    }
  }

  @Test
  void readsFileWithoutChangingIt() throws Exception {
    byte[] content = Files.readAllBytes(folder.resolve("site.db"));
    assertThat(byName(SqliteStore.peek(folder, "site"))).hasSize(9);
    assertThat(SqliteStore.history(folder, "site").incidents(FROM, ENDED, 10)).hasSize(5);
    assertThat(folder.resolve("site.db")).hasBinaryContent(content);
  }

  @Test
  void rejectsFileOfNewerVersionAndLeavesItUntouched() throws Exception {
    open().close();
    int known = version();
    version(known + 1);
    byte[] content = Files.readAllBytes(folder.resolve("site.db"));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("site.db can't be used: it was written by a newer fletchck")
        .hasMessageContaining(
            "file version %d, this one supports up to %d".formatted(known + 1, known))
        .hasMessageEndingWith("run that version, or choose another folder with --state");
    assertThatThrownBy(() -> SqliteStore.peek(folder, "site")).hasMessageContaining("newer");
    assertThat(folder.resolve("site.db")).hasBinaryContent(content);

    version(known);
    try (Store store = open()) {
      assertThat(store.snapshot().checks()).hasSize(9);
    }
  }

  private static Map<String, SavedCheck> byName(Store.Snapshot snapshot) {
    return snapshot.checks().values().stream().collect(toMap(SavedCheck::name, check -> check));
  }

  private static CheckState state(Map<String, SavedCheck> checks, String name) {
    return Objects.requireNonNull(checks.get(name)).state();
  }

  private int version() throws Exception {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private void version(int number) throws Exception {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + number);
    }
  }

  private Connection connection() throws Exception {
    NativeLibrary.load();
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("site.db"));
  }
}
