package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fletchck.spi.Status;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that doesn't answer, played by somebody who holds SQLite's lock on the file. */
class SqliteStoreStallTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path folder;

  private SqliteStore open() throws IOException {
    return SqliteStore.open(folder, "site", InstantSource.system(), PATIENCE);
  }

  private static void await(CompletionStage<Void> stage) throws Exception {
    stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void completesCommitsWhileDiskHangsAndWritesThemOnceItResponds() throws Exception {
    try (SqliteStore store = open()) {
      await(store.commit(Commit.metadata("before", "1")));
      HeldLock held = new HeldLock();
      try {
        await(
            store.commit(
                Commit.changed(List.of(SampleStates.entry("a"), SampleStates.entry("b")))));
        assertThat(store.problem().orElseThrow())
            .startsWith("state can't be saved to " + folder.resolve("site.db") + ": the disk has");
        await(
            store.commit(
                Commit.settled(
                    List.of(
                        new SettledEntry(
                            SampleStates.entry("a"), End.DELIVERED, null, SampleStates.NOW)))));
        await(store.commit(Commit.metadata("meanwhile", "2")));
        assertThat(store.snapshot().outbox()).containsExactly(SampleStates.entry("b"));
        assertThat(SqliteStore.peek(folder, "site").metadata()).containsOnlyKeys("before");
      } finally {
        held.release();
      }
      Eventually.holds(() -> store.problem().isEmpty());
      Eventually.holds(
          () ->
              SqliteStore.peek(folder, "site")
                  .metadata()
                  .keySet()
                  .equals(Set.of("before", "meanwhile")));
      assertThat(SqliteStore.peek(folder, "site").outbox())
          .containsExactly(SampleStates.entry("b"));
      assertThat(store.history().settled(10)).extracting(s -> s.entry().id()).containsExactly("a");
    }
  }

  @Test
  void completesCommitsInOrder() throws Exception {
    List<Integer> order = new ArrayList<>();
    try (SqliteStore store = open()) {
      HeldLock held = new HeldLock();
      CountDownLatch all = new CountDownLatch(100);
      for (int i = 0; i < 100; i++) {
        int number = i;
        if (i == 50) {
          Eventually.holds(() -> store.problem().isPresent());
        }
        if (i == 75) {
          held.release();
        }
        store
            .commit(Commit.metadata("n", String.valueOf(i)))
            .thenRun(
                () -> {
                  order.add(number); // by one thread at a time
                  all.countDown();
                });
      }
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
    assertThat(SqliteStore.peek(folder, "site").metadata()).containsEntry("n", "99");
  }

  @Test
  void notifiesWhileDiskHangs() throws Exception {
    SqliteStore store = open();
    try (Alerts alerts = new Alerts(store)) {
      HeldLock held = new HeldLock();
      try {
        assertThat(alerts.run(true)).containsExactly("FAIL");
        assertThat(alerts.site().health()).containsExactly("states can't be saved");
        assertThat(alerts.run(false)).containsExactly("FAIL", "PASS");
        assertThat(alerts.run(true)).containsExactly("FAIL", "PASS", "FAIL");
        assertThat(alerts.run(false)).containsExactly("FAIL", "PASS", "FAIL", "PASS");
      } finally {
        held.release();
      }
      Eventually.holds(() -> alerts.site().health().isEmpty());
      Eventually.holds(() -> store.history().settled(100).size() == 4);
      assertThat(SqliteStore.peek(folder, "site").outbox()).isEmpty();
      String id = alerts.site().id(Alerts.CHECK).orElseThrow();
      assertThat(store.history().runs(id, 100)).hasSize(4);
      assertThat(store.history().incidents(id, 100)).hasSize(2);
    }
    assertThat(SqliteStore.peek(folder, "site").checks().values())
        .extracting(check -> check.state().status())
        .containsExactly(Status.PASS);
  }

  @Test
  void closesPromptlyWhileDiskHangsAndReportsLoss() throws Exception {
    SqliteStore store = open();
    HeldLock held = new HeldLock();
    try {
      CompletionStage<Void> commit = store.commit(Commit.metadata("a", "b"));
      long start = System.nanoTime();
      store.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(store.problem().orElseThrow()).contains("the latest changes could not be saved");
      await(commit);
    } finally {
      held.release();
    }
  }

  @Test
  void keepsLockWhileSavingFailsAndRecreatesDeletedLockFile() throws Exception {
    try (SqliteStore store = open()) {
      Path lock = folder.resolve("site.lock");
      Files.delete(lock);
      assertThatThrownBy(() -> SqliteStore.open(folder, "site"))
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
      Eventually.holds(() -> Files.exists(lock));
      Files.move(lock, folder.resolve("moved"));
      Files.createFile(lock);
      Eventually.holds(() -> Files.size(lock) > 0);

      Path database = folder.resolve("site.db");
      Files.move(database, folder.resolve("good"));
      await(store.commit(Commit.metadata("a", "b")));
      assertThat(store.problem()).isPresent();
      assertThatThrownBy(() -> SqliteStore.open(folder, "site"))
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void abandonsHangingReaders() throws Exception {
    FileReaders readers = new FileReaders(Duration.ofMillis(200));
    CountDownLatch answer = new CountDownLatch(1);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> readers.read(() -> hang(answer)))
          .hasMessageContaining("the disk doesn't respond");
    }
    answer.countDown();
    Eventually.holds(() -> answers(readers));
  }

  private static boolean answers(FileReaders readers) throws SQLException {
    try {
      return readers.read(() -> true);
    } catch (IOException e) {
      return false;
    }
  }

  private static String hang(CountDownLatch answer) throws IOException {
    try {
      answer.await();
      return "";
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Nobody else can write to the file meanwhile. */
  private final class HeldLock {
    private final Connection connection;
    private final Statement statement;

    HeldLock() throws SQLException {
      connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("site.db"));
      statement = connection.createStatement();
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("BEGIN IMMEDIATE");
    }

    void release() throws SQLException {
      if (!connection.isClosed()) {
        statement.execute("ROLLBACK");
        connection.close();
      }
    }
  }
}
