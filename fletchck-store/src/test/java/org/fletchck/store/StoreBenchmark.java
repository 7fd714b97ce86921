package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.fletchck.config.Retention;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what the store costs; by its name it is not one of the tests. This runs it:
 *
 * <pre>mvn -B -pl fletchck-store -am -DskipChecks test -Dtest=StoreBenchmark</pre>
 */
class StoreBenchmark {

  private static final int CHECKS = 1_000;
  private static final int RUNS_A_SECOND = 1_000;
  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
  private static final int DAYS = Integer.getInteger("bench.days", 365);
  private static final long MINUTE = 60_000;

  @TempDir private Path folder;

  @Test
  void commitsThousandRunsPerSecond() throws IOException {
    List<Long> delays = new ArrayList<>();
    List<Long> alerts = Collections.synchronizedList(new ArrayList<>());
    try (SqliteStore store = SqliteStore.open(folder, "site")) {
      long start = System.nanoTime();
      for (int i = 0; i < SECONDS * RUNS_A_SECOND; i++) {
        long due = start + i * (1_000_000_000L / RUNS_A_SECOND);
        LockSupport.parkNanos(due - System.nanoTime());
        boolean fails = i % RUNS_A_SECOND == 0;
        Commit commit = commit(i % CHECKS, fails, i);
        long before = System.nanoTime();
        var written = store.commit(commit);
        delays.add(System.nanoTime() - before);
        if (fails) {
          written.thenRun(() -> alerts.add(System.nanoTime() - before));
        }
      }
    }
    print("a run is held up by the store", delays);
    print("a notification is in the file after", alerts);
    System.out.printf("file: %.1f MB%n", Files.size(folder.resolve("site.db")) / 1e6);
  }

  private static Commit commit(int check, boolean fails, int run) {
    String id = "id" + check;
    Instant now = Instant.now();
    Verdict verdict = fails ? Verdict.FAILED : Verdict.PASSED;
    Status status = run / RUNS_A_SECOND % 2 == 0 ? Status.FAIL : Status.PASS;
    Event event =
        new Event(
            id,
            new Run(now, verdict, Duration.ofMillis(run % 50), "9%", null),
            fails ? new StatusChange(now, status) : null,
            null);
    return Commit.of(
        SampleStates.check(id, SampleStates.richState()),
        fails ? List.of(SampleStates.entry("e" + run)) : List.of(),
        List.of(event));
  }

  private static void print(String what, List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "%s: half within %.3f ms, 99 %% within %.3f ms, all %,d within %.1f ms%n",
        what,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.size(),
        sorted.get(sorted.size() - 1) / 1e6);
  }

  @Test
  void queriesYearOfThousandChecks() throws Exception {
    Instant now = Instant.now();
    StateFiles files = new StateFiles(folder, "site");
    try (SqliteStore store = SqliteStore.open(folder, "site")) {
      for (int i = 0; i < CHECKS; i++) {
        store.commit(
            Commit.of(
                SampleStates.check("id" + i, SampleStates.richState()),
                List.of(),
                List.of(
                    new Event(
                        "id" + i,
                        null,
                        new StatusChange(now.minus(Duration.ofDays(DAYS)), Status.PASS),
                        null))));
      }
    }
    try (Connection connection = Connections.toWrite(files)) {
      fill(connection, now.toEpochMilli());
    }
    System.out.printf("file: %.0f MB%n", Files.size(files.database()) / 1e6);
    ask(now);
    try (Connection connection = Connections.toWrite(files)) {
      upkeep(connection, now.plus(Duration.ofHours(1)));
    }
  }

  private static void fill(Connection connection, long now) throws SQLException {
    Random random = new Random(1);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("BEGIN");
      runs(connection, now, random);
      slots(connection, Resolution.FIVE_MINUTES, now, Duration.ofDays(14));
      slots(connection, Resolution.HOUR, now, Duration.ofDays(DAYS));
      slots(connection, Resolution.DAY, now, Duration.ofDays(DAYS));
      incidents(connection, now, random);
      statement.execute(
          "INSERT OR REPLACE INTO alive VALUES(%d, %d)"
              .formatted(now - Duration.ofDays(DAYS).toMillis(), now));
      for (Resolution resolution : Resolution.values()) {
        statement.execute(
            "INSERT OR REPLACE INTO mark VALUES(%d, %d)"
                .formatted(resolution.code(), resolution.number(now) * resolution.millis()));
      }
      statement.execute("COMMIT");
    }
  }

  private static void runs(Connection connection, long now, Random random) throws SQLException {
    String sql = "INSERT OR REPLACE INTO run VALUES(?, ?, 0, ?, '91%', NULL)";
    int each = Retention.DEFAULT.mostRuns() / CHECKS;
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      for (int key = 1; key <= CHECKS; key++) {
        for (int i = each; i > 0; i--) {
          put.setInt(1, key);
          put.setLong(2, now - i * MINUTE + random.nextInt(1_000));
          put.setInt(3, 10_000 + random.nextInt(50_000));
          put.executeUpdate();
        }
      }
    }
  }

  private static void slots(Connection connection, Resolution resolution, long now, Duration back)
      throws SQLException {
    RunFigures figures = new RunFigures();
    for (long i = 0; i < resolution.millis() / MINUTE; i++) {
      figures.addRun(Verdict.PASSED, Duration.ofNanos(10_000_000 + i % 60 * 900_001));
    }
    String sql =
        "INSERT OR REPLACE INTO slot(width, subject, number, %s) VALUES(%d, ?,?, ?,?,?,?,?,?,?)"
            .formatted(RunFigures.COLUMNS, resolution.code());
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      figures.set(put, 3);
      for (int key = 1; key <= CHECKS; key++) {
        put.setInt(1, key);
        for (long n = resolution.number(now - back.toMillis()); n < resolution.number(now); n++) {
          put.setLong(2, n);
          put.executeUpdate();
        }
      }
    }
  }

  /** Each check fails for an hour each week. */
  private static void incidents(Connection connection, long now, Random random)
      throws SQLException {
    EventRows rows = new EventRows(connection);
    Batch batch = new Batch();
    for (int week = DAYS / 7; week > 0; week--) {
      for (int check = 0; check < CHECKS; check++) {
        Instant from =
            Instant.ofEpochMilli(now)
                .minus(Duration.ofDays(week * 7L))
                .plusSeconds(random.nextInt(500_000));
        Instant to = from.plus(Duration.ofHours(1));
        String id = "id" + check;
        Incident incident =
            new Incident(
                id + "-" + from.toEpochMilli(), id, from, to, "broken", List.of(), List.of("mail"));
        List<Event> events =
            List.of(
                new Event(id, null, new StatusChange(from, Status.FAIL), incident),
                new Event(id, null, new StatusChange(to, Status.PASS), null));
        assertThat(
                batch.add(
                    new Commit(List.of(), Set.of(), List.of(), List.of(), Map.of(), events), false))
            .isNotDone();
      }
    }
    rows.write(batch, Instant.ofEpochMilli(now));
  }

  private void ask(Instant now) throws IOException {
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      SqliteStore store = SqliteStore.open(folder, "site");
      long opened = System.nanoTime();
      store.close();
      System.out.printf(
          "open: %.0f ms, close: %.0f ms%n",
          (opened - start) / 1e6, (System.nanoTime() - opened) / 1e6);
    }
    History history =
        new SqliteHistory(
            new StateFiles(folder, "site"), InstantSource.fixed(now), new FileReaders());
    Instant year = now.minus(Duration.ofDays(DAYS));
    Instant month = now.minus(Duration.ofDays(30));
    Instant day = now.minus(Duration.ofDays(1));
    time("uptime, a year", () -> history.uptime("id500", year, now));
    time("uptime, a month", () -> history.uptime("id500", month, now));
    time("series, a year by day", () -> history.series("id500", year, now, Duration.ofDays(1)));
    time("series, a year by hour", () -> history.series("id500", year, now, Duration.ofHours(1)));
    time("series, a month by hour", () -> history.series("id500", month, now, Duration.ofHours(1)));
    time("series, a day by 5 min", () -> history.series("id500", day, now, Duration.ofMinutes(5)));
    time("incidents of a check", () -> history.incidents("id500", 50));
    time("incidents of all, a day", () -> history.incidents(day, now, 100));
    time("last 100 runs", () -> history.runs("id500", 100));
  }

  private static void time(String what, Supplier<?> question) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long start = System.nanoTime();
      assertThat(question.get()).isNotNull();
      nanos.add(System.nanoTime() - start);
    }
    long first = nanos.get(0);
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "%s: %.1f ms, first time %.1f ms%n",
        what, sorted.get(sorted.size() / 2) / 1e6, first / 1e6);
  }

  private static void upkeep(Connection connection, Instant later) throws SQLException {
    long start = System.nanoTime();
    new Rollup(connection).roll(later);
    long rolled = System.nanoTime();
    new Purge(connection, later).purge(Retention.DEFAULT);
    Purge.shrink(connection);
    System.out.printf(
        "each hour: figures %.0f ms, purge %.0f ms%n",
        (rolled - start) / 1e6, (System.nanoTime() - rolled) / 1e6);
  }
}
