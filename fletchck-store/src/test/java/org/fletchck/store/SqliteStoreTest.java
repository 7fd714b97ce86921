package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fletchck.config.Retention;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

  @TempDir Path folder;

  private SqliteStore open() throws IOException {
    return SqliteStore.open(folder, "site");
  }

  private Store.Snapshot peek() throws IOException {
    return SqliteStore.peek(folder, "site");
  }

  private static void save(Store store, Commit commit) {
    store.commit(commit).toCompletableFuture().join();
  }

  @Test
  void persistsEverythingAcrossRestart() throws IOException {
    SavedCheck check = SampleStates.check("id", SampleStates.richState());
    OutboxEntry tried =
        new OutboxEntry(
            "e",
            "mail",
            "id",
            SampleStates.notification(),
            SampleStates.NOW,
            1,
            1,
            SampleStates.NOW,
            Set.of("a"),
            "421 try again later",
            new OutboxEntry.Window("w", SampleStates.NOW));
    try (Store store = open()) {
      store.commit(
          Commit.of(check, List.of(SampleStates.entry("e"), SampleStates.entry("f")), List.of()));
      store.commit(Commit.changed(List.of(tried)));
      store.commit(Commit.metadata("config", "{}"));
    }
    try (Store store = open()) {
      assertThat(store.snapshot().checks()).isEqualTo(Map.of("id", check));
      assertThat(store.snapshot().outbox()).containsExactly(tried, SampleStates.entry("f"));
      assertThat(store.snapshot().metadata()).isEqualTo(Map.of("config", "{}"));
    }
  }

  @Test
  void persistsRunningTimeAcrossRestart() throws IOException {
    try (Store store = open()) {
      store.running(() -> Duration.ofMinutes(7));
      assertThat(store.snapshot().running()).hasMinutes(7);
    }
    try (Store store = open()) {
      assertThat(store.snapshot().running()).hasMinutes(7);
    }
  }

  @Test
  void savesTheRunningTimeWithEachCommit() throws IOException {
    AtomicLong minutes = new AtomicLong(7);
    try (Store store = open()) {
      store.running(() -> Duration.ofMinutes(minutes.get()));
      save(store, Commit.metadata("a", "b"));
      assertThat(peek().running()).hasMinutes(7);
      minutes.set(8);
      save(store, Commit.metadata("a", "c"));
      assertThat(peek().running()).hasMinutes(8);
    }
  }

  @Test
  void savesTheRunningTimeOnceAMinute() throws Exception {
    DatabaseUpkeep upkeep = new DatabaseUpkeep();
    try (Database file = Database.open(new StateFiles(folder, "site"))) {
      for (int seconds = 0; seconds <= 90; seconds += 15) {
        Duration running = Duration.ofHours(9).plusSeconds(seconds);
        Instant now = SampleStates.NOW.plusSeconds(seconds);
        file.upkeep(upkeep, Retention.DEFAULT, running, now);
      }
      assertThat(peek().running()).isEqualTo(Duration.ofHours(9).plusMinutes(1));
    }
  }

  @Test
  void completesACommitWhenItIsInTheFile() throws IOException {
    try (Store store = open()) {
      save(store, Commit.of(SampleStates.check("id"), List.of(), List.of()));
      assertThat(peek().checks()).containsKey("id");
    }
  }

  @Test
  void savesPendingChangesOnClose() throws IOException {
    SavedCheck before = SampleStates.check("id", SampleStates.richState());
    SavedCheck after =
        SampleStates.check(
            "id", before.state().withTimes(before.state().times().withReport(SampleStates.NOW)));
    try (Store store = open()) {
      save(store, Commit.of(before, List.of(), List.of()));
      store.commit(Commit.of(after, List.of(), List.of()));
    }
    assertThat(peek().checks().get("id")).isEqualTo(after);
  }

  @Test
  void deletesRemovedChecksAndSettledEntries() throws IOException {
    try (Store store = open()) {
      store.commit(
          Commit.of(SampleStates.check("id"), List.of(SampleStates.entry("e")), List.of()));
      store.commit(Commit.of(List.of(), Set.of("id"), List.of()));
      store.commit(
          Commit.settled(
              List.of(
                  new SettledEntry(
                      SampleStates.entry("e"), End.DELIVERED, null, SampleStates.NOW))));
    }
    assertThat(peek().checks()).isEmpty();
    assertThat(peek().outbox()).isEmpty();
  }

  @Test
  void keepsSettledEntriesForFourWeeks() throws Exception {
    try (Store store = open()) {
      for (int day = 0; day <= 40; day += 20) {
        OutboxEntry entry = SampleStates.entry("e" + day);
        store.commit(Commit.changed(List.of(entry)));
        save(
            store,
            Commit.settled(
                List.of(
                    new SettledEntry(
                        entry,
                        End.EXPIRED,
                        "too old",
                        SampleStates.NOW.plus(Duration.ofDays(day))))));
      }
    }
    assertThat(column("SELECT id || ' ' || ended || ' ' || reason FROM outbox ORDER BY number"))
        .containsExactly("e20 EXPIRED too old", "e40 EXPIRED too old");
  }

  @Test
  void refusesASecondProcessAndNamesTheFirst() throws IOException {
    try (Store store = open()) {
      assertThat(store.snapshot().checks()).isEmpty();
      assertThatThrownBy(() -> open().close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void createsFilesReadableOnlyByOwner() throws IOException {
    try (Store store = open()) {
      save(store, Commit.metadata("a", "b"));
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files)
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder("site.db", "site.db-wal", "site.db-shm", "site.lock");
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files)
            .extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .containsOnly("rw-------");
      }
    }
  }

  @Test
  void acceptsSiteNamesWithUrlSpecialCharacters() throws IOException {
    String name = "100% fletchck?mode=memory #1.conf";
    try (Store store = SqliteStore.open(folder, name)) {
      store.commit(Commit.metadata("a", "b"));
    }
    assertThat(folder.resolve(name + ".db")).exists();
    assertThat(SqliteStore.peek(folder, name).metadata()).containsKey("a");
  }

  @Test
  void returnsEmptySnapshotForMissingFileWithoutCreatingIt() throws IOException {
    assertThat(peek()).isEqualTo(Store.Snapshot.EMPTY);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rejectsFileOfNewerVersionAndLeavesItUntouched() throws Exception {
    try (Store store = open()) {
      store.commit(Commit.metadata("a", "b"));
    }
    execute("PRAGMA user_version = 99");

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer fletchck (file version 99");
    assertThatThrownBy(this::peek).hasMessageContaining("newer fletchck");
    assertThat(column("SELECT text FROM note")).containsExactly("b");
  }

  @Test
  void migratesPlainFileOfEarlierVersionsOnce() throws Exception {
    SavedCheck check = SampleStates.check("id", SampleStates.richState());
    var known = new Store.Snapshot(Map.of("id", check), List.of(SampleStates.entry("e")), Map.of());
    Files.writeString(folder.resolve("site.state.json"), Records.write(known));
    assertThat(peek()).isEqualTo(known);

    try (Store store = open()) {
      assertThat(store.snapshot()).isEqualTo(known);
      assertThat(folder.resolve("site.state.json")).doesNotExist();
      assertThat(peek()).isEqualTo(known);
      save(store, Commit.of(List.of(), Set.of("id"), List.of()));
    }

    try (Store store = open()) {
      assertThat(store.snapshot().checks()).isEmpty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("site.state.json.old-"));
    }
  }

  @Test
  void setsAsideInvalidPlainFile() throws IOException {
    Files.writeString(folder.resolve("site.state.json"), "noise");
    try (Store store = open()) {
      assertThat(store.snapshot()).isEqualTo(Store.Snapshot.EMPTY);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.startsWith("site.state.json.broken-"));
    }
  }

  @Test
  void leavesNoUnpackedLibraryInTempFolder() throws Exception {
    NativeLibrary.load();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("fletchck-sqlite"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("site.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    List<String> found = new java.util.ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("site.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }
}
