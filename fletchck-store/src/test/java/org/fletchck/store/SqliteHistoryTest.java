package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.Slot;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Uptime;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history in a file, over hours and years that pass in a moment. */
class SqliteHistoryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(START);
  private SqliteStore store;

  @BeforeEach
  void open() throws IOException {
    store = SqliteStore.open(folder, "site", clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Writes at once, and waits until what falls due by that is done. */
  private void write(List<Event> events) {
    store.commit(new Commit(List.of(), Set.of(), List.of(), List.of(), Map.of("n", "x"), events));
    for (int i = 0; i < 2; i++) { // upkeep follows a batch
      store.commit(Commit.metadata("n", "x")).toCompletableFuture().join();
    }
  }

  private static Event run(Instant at, Verdict verdict, long millis) {
    return new Event("a", new Run(at, verdict, Duration.ofMillis(millis), "9%", null), null, null);
  }

  private static Event statusChange(Instant at, Status status) {
    return new Event("a", null, new StatusChange(at, status), null);
  }

  private static Event incident(Instant from, Instant to) {
    Incident incident =
        new Incident("a-" + from.toEpochMilli(), "a", from, to, "why", List.of("m"), List.of());
    return new Event("a", null, null, incident);
  }

  /** A run each minute, the tenth of which fails, for so long; then some time passes. */
  private void runsFor(Duration time) {
    List<Event> runs = new ArrayList<>();
    Instant end = clock.instant().plus(time);
    for (Instant at = clock.instant(); at.isBefore(end); at = at.plus(MINUTE)) {
      long minute = at.getEpochSecond() / 60;
      runs.add(run(at, minute % 10 == 0 ? Verdict.FAILED : Verdict.PASSED, 1 + minute % 100));
    }
    clock.set(end.plus(MINUTE));
    write(runs);
  }

  private List<Slot> series(Duration from, Duration to, Duration step) {
    return store.history().series("a", START.plus(from), START.plus(to), step);
  }

  @Test
  void returnsLatestRunsFirst() {
    Run plain = new Run(START, Verdict.UNKNOWN, null, null, "because");
    write(List.of(new Event("a", plain, null, null), run(START.plus(MINUTE), Verdict.PASSED, 5)));

    assertThat(store.history().runs("a", 9))
        .containsExactly(
            new Run(START.plus(MINUTE), Verdict.PASSED, Duration.ofMillis(5), "9%", null), plain);
    assertThat(store.history().runs("a", 1)).hasSize(1);
    assertThat(store.history().runs("b", 9)).isEmpty();
    assertThat(SqliteStore.history(folder, "site").runs("a", 9)).hasSize(2);
    assertThat(SqliteStore.history(folder, "other").runs("a", 9)).isEmpty();
  }

  @Test
  void aggregatesRunsIntoSlotsOfAnyLength() {
    runsFor(Duration.ofHours(30));

    List<Slot> minutes = series(Duration.ZERO, HOUR, MINUTE);
    assertThat(minutes).hasSize(60);
    assertThat(minutes.get(10)).extracting(Slot::runs, Slot::failures).containsExactly(1, 1);
    List<Slot> fives = series(Duration.ZERO, HOUR, Duration.ofMinutes(5));
    assertThat(fives).hasSize(12).extracting(Slot::runs).containsOnly(5);
    List<Slot> hours = series(Duration.ZERO, DAY, HOUR);
    assertThat(hours).hasSize(24).extracting(Slot::failures).containsOnly(6);
    List<Slot> days = series(Duration.ZERO, DAY.multipliedBy(2), DAY);
    assertThat(days).extracting(Slot::runs).containsExactly(1440, 360);
    assertThat(days.get(0).at()).isEqualTo(START);
    assertThat(days.get(0).took().least()).isEqualTo(Duration.ofMillis(1));
    assertThat(days.get(0).took().most()).isEqualTo(Duration.ofMillis(100));
    assertThat(days.get(0).took().mean()).isBetween(Duration.ofMillis(50), Duration.ofMillis(52));
    assertThat(days.get(0).took().p50()).isBetween(Duration.ofMillis(46), Duration.ofMillis(57));
    assertThat(days.get(0).took().p95()).isBetween(Duration.ofMillis(86), Duration.ofMillis(100));
  }

  @Test
  void keepsRunsForTwoDaysAndAggregatesLonger() {
    runsFor(DAY);
    clock.set(START.plus(DAY.multipliedBy(4)));
    write(List.of());
    assertThat(store.history().runs("a", 9)).isEmpty();
    assertThat(series(Duration.ZERO, DAY, MINUTE)).as("what is left").hasSize(288);

    clock.set(START.plus(DAY.multipliedBy(20)));
    write(List.of());
    assertThat(series(Duration.ZERO, DAY, MINUTE)).hasSize(24);

    clock.set(START.plus(DAY.multipliedBy(400)));
    write(List.of());
    assertThat(series(Duration.ZERO, DAY, MINUTE)).extracting(Slot::runs).containsExactly(1440);
  }

  @Test
  void keepsAtMostConfiguredNumberOfRuns() {
    store.configured(SiteConfig.of(Map.of("history", Map.of("runsMost", 1_000))));
    clock.set(START.plus(MINUTE));
    runsFor(DAY);
    clock.set(clock.instant().plus(HOUR));
    write(List.of());

    assertThat(store.history().runs("a", 9_999)).hasSizeBetween(900, 1_000);
    assertThat(series(Duration.ZERO, DAY.multipliedBy(2), DAY.multipliedBy(2)).get(0).runs())
        .isEqualTo(1440);
  }

  @Test
  void shrinksFileWhenRetentionIsReduced() throws IOException {
    for (int i = 0; i < 20; i++) {
      runsFor(DAY.dividedBy(2));
    }
    store.configured(SiteConfig.of(Map.of("history", Map.of("runHours", 1, "fiveMinuteDays", 1))));
    clock.set(clock.instant().plus(DAY.multipliedBy(2)));
    write(List.of());
    store.close();

    assertThat(Files.size(folder.resolve("site.db"))).isLessThan(200_000);
  }

  @Test
  void computesUptimeFromStatusChanges() {
    write(List.of(statusChange(START, Status.PASS)));
    for (int i = 0; i < 60; i++) {
      clock.advance(MINUTE);
      write(List.of());
    }
    Instant failed = clock.instant();
    write(List.of(statusChange(failed.minus(MINUTE), Status.FAIL))); // its first failing run
    clock.advance(MINUTE);
    write(List.of(statusChange(clock.instant(), Status.PASS)));

    assertThat(store.history().uptime("a", START, clock.instant()))
        .isEqualTo(new Uptime(Duration.ofMinutes(59), Duration.ofMinutes(2), Duration.ZERO));
    assertThat(store.history().uptime("b", START, START.plus(HOUR)).unknown()).isEqualTo(HOUR);
  }

  @Test
  void countsGapAsUnknownButNotRestart() throws IOException {
    write(List.of(statusChange(START, Status.PASS)));
    clock.advance(MINUTE);
    store.close();
    clock.advance(Duration.ofSeconds(80));
    open();
    write(List.of());
    clock.advance(HOUR);
    write(List.of());
    clock.advance(MINUTE);
    write(List.of());

    assertThat(store.history().uptime("a", START, clock.instant()))
        .isEqualTo(new Uptime(Duration.ofSeconds(200), Duration.ZERO, HOUR));
  }

  @Test
  void returnsIncidentsByCheckAndByPeriod() {
    Instant second = START.plus(DAY);
    write(List.of(incident(START, null)));
    write(List.of(incident(START, START.plus(HOUR)), incident(second, null)));

    List<Incident> incidents = store.history().incidents("a", 9);
    assertThat(incidents).extracting(Incident::from).containsExactly(second, START);
    assertThat(incidents).extracting(Incident::to).containsExactly(null, START.plus(HOUR));
    assertThat(incidents.get(0).members()).containsExactly("m");
    assertThat(store.history().incidents(START, START.plus(MINUTE), 9)).hasSize(1);
    assertThat(store.history().incidents(START.plus(HOUR), second, 9)).isEmpty();
    assertThat(store.history().incidents(second.plus(DAY), second.plus(DAY), 9)).hasSize(1);
  }

  @Test
  void skipsIncidentWithTimeOutOfRangeAndKeepsRest() {
    Incident odd = new Incident("a-odd", "a", Instant.MIN, null, "why", List.of(), List.of());
    write(List.of(new Event("a", null, null, odd), incident(START, null)));

    assertThat(store.history().incidents("a", 9)).extracting(Incident::from).containsExactly(START);
    assertThat(store.problem()).isEmpty();
  }

  @Test
  void expiresIncidentsButKeepsCurrentStatus() {
    write(List.of(statusChange(START, Status.FAIL), incident(START, START.plus(HOUR))));
    write(List.of(statusChange(START.plus(HOUR), Status.PASS)));
    clock.set(START.plus(DAY.multipliedBy(731)));
    write(List.of());

    assertThat(store.history().incidents("a", 9)).isEmpty();
    clock.advance(MINUTE);
    write(List.of());
    assertThat(store.history().uptime("a", clock.instant().minus(MINUTE), clock.instant()).up())
        .isEqualTo(MINUTE);
  }

  @Test
  void deletesHistoryOneDayAfterCheckIsRemoved() {
    runsFor(DAY);
    write(List.of(statusChange(clock.instant(), Status.FAIL), incident(clock.instant(), null)));
    Instant removed = clock.instant().plus(MINUTE);
    clock.set(removed);
    store.commit(Commit.of(List.of(), Set.of("a"), List.of()));
    write(List.of());
    assertThat(store.history().incidents("a", 9).get(0).to()).isEqualTo(removed);

    clock.set(removed.plus(DAY).plus(HOUR));
    write(List.of());
    assertThat(store.history().incidents("a", 9)).isEmpty();
    assertThat(store.history().runs("a", 9)).isEmpty();
    assertThat(series(Duration.ZERO, DAY.multipliedBy(2), DAY)).isEmpty();
  }

  @Test
  void buffersHistoryWhileDiskIsFull() throws Exception {
    Path state = folder.resolve("state");
    try (Disk disk = Disk.at(state);
        SqliteStore other = SqliteStore.open(state, "site", clock)) {
      try (Alerts alerts = new Alerts(other)) {
        disk.fill();
        alerts.run(true);
        disk.makeRoom();
        clock.advance(Duration.ofSeconds(10));
        alerts.run(false);
        String id = alerts.site().id(Alerts.CHECK).orElseThrow();
        other.commit(Commit.metadata("n", "x")).toCompletableFuture().join();

        assertThat(other.history().runs(id, 9))
            .extracting(Run::verdict)
            .containsExactly(Verdict.PASSED, Verdict.FAILED);
        assertThat(other.history().incidents(id, 9).get(0).notified()).containsExactly("box");
      }
    }
  }

  @Test
  void returnsStatusChangesOfAllChecksWithStatusAtStart() {
    write(List.of(statusChange(START, Status.PASS), statusChange(START.plus(HOUR), Status.FAIL)));
    clock.set(START.plus(HOUR.multipliedBy(3)));
    write(
        List.of(
            statusChange(START.plus(HOUR.multipliedBy(3)), Status.PASS),
            new Event(
                "b", null, new StatusChange(START.plus(HOUR.multipliedBy(3)), Status.FAIL), null)));

    Instant from = START.plus(HOUR.multipliedBy(2));
    assertThat(store.history().statusChanges(from, START.plus(DAY)))
        .isEqualTo(
            Map.of(
                "a",
                List.of(
                    new StatusChange(START.plus(HOUR), Status.FAIL),
                    new StatusChange(START.plus(HOUR.multipliedBy(3)), Status.PASS)),
                "b",
                List.of(new StatusChange(START.plus(HOUR.multipliedBy(3)), Status.FAIL))));
    assertThat(store.history().statusChanges(START, START.plus(HOUR)))
        .isEqualTo(Map.of("a", List.of(new StatusChange(START, Status.PASS))));
    assertThat(store.history().coverage(START, START.plus(DAY)))
        .extracting(Uptime.Span::from)
        .containsExactly(START, START.plus(HOUR.multipliedBy(3)));
  }
}
