package org.fletchck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fletchck.config.Retention;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history whose clock is set, either way. */
class ClockCorrectionTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(START);
  private Duration running = Duration.ZERO;
  private DatabaseUpkeep upkeep = new DatabaseUpkeep();
  private Database file;
  private History history;

  @BeforeEach
  void open() throws SQLException, IOException {
    StateFiles files = new StateFiles(folder, "site");
    file = Database.open(files);
    history = new SqliteHistory(files, clock, new FileReaders());
    upkeep = new DatabaseUpkeep();
    look();
  }

  @AfterEach
  void close() {
    file.close();
  }

  private void look() throws SQLException, IOException {
    file.upkeep(upkeep, Retention.DEFAULT, running, clock.instant());
  }

  private void write(Event... events) throws SQLException, IOException {
    Batch batch = new Batch();
    Commit commit =
        new Commit(List.of(), Set.of(), List.of(), List.of(), Map.of(), List.of(events));
    CompletableFuture<Void> unanswered = batch.add(commit, true);
    file.write(batch, clock.instant());
    assertThat(unanswered).isNotDone();
  }

  /** Lets time pass, with a look every five seconds. */
  private void pass(Duration time) throws SQLException, IOException {
    for (long seconds = 0; seconds < time.toSeconds(); seconds += 5) {
      clock.advance(Duration.ofSeconds(5));
      running = running.plusSeconds(5);
      look();
    }
  }

  private static Event event(Instant at, Status status, Instant from, Instant to) {
    Incident incident =
        new Incident("a-" + from.toEpochMilli(), "a", from, to, "why", List.of(), List.of());
    Verdict verdict = status == Status.PASS ? Verdict.PASSED : Verdict.FAILED;
    return new Event(
        "a", new Run(at, verdict, null, null, null), new StatusChange(at, status), incident);
  }

  /** Passes for ten minutes and fails for ten; returns since when. */
  private Instant failsForTenMinutes() throws SQLException, IOException {
    write(new Event("a", null, new StatusChange(START, Status.PASS), null));
    pass(Duration.ofMinutes(10));
    Instant failed = clock.instant();
    write(event(failed, Status.FAIL, failed, null));
    pass(Duration.ofMinutes(10));
    return failed;
  }

  private List<Uptime.Span> watched() {
    return history.coverage(Instant.EPOCH, clock.instant());
  }

  private void assertNoTimeIsCoveredTwice() {
    List<Uptime.Span> all = watched();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).from()).isAfterOrEqualTo(all.get(i - 1).to());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 24 * 60, 400 * 24 * 60, -1, -15, -60, -24 * 60, -400 * 24 * 60})
  void shiftsOngoingIncidentWithClock(long minutes) throws SQLException, IOException {
    failsForTenMinutes();
    clock.advance(MINUTE.multipliedBy(minutes));
    pass(MINUTE);

    assertThat(history.incidents("a", 9))
        .extracting(Incident::from)
        .containsExactly(clock.instant().minus(MINUTE.multipliedBy(11)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60, 24 * 60, 400 * 24 * 60})
  void excludesForwardClockStepFromCoverage(long minutes) throws SQLException, IOException {
    failsForTenMinutes();
    clock.advance(MINUTE.multipliedBy(minutes));
    pass(MINUTE);

    Uptime all = history.uptime("a", START, clock.instant());
    assertThat(all.up()).isEqualTo(MINUTE.multipliedBy(10));
    assertThat(all.down()).isBetween(Duration.ofSeconds(655), Duration.ofSeconds(660));
    assertNoTimeIsCoveredTwice();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 11, 60, 24 * 60, 400 * 24 * 60})
  void coversNoTimeTwiceWhenClockIsSetBack(long minutes) throws SQLException, IOException {
    failsForTenMinutes();
    clock.advance(MINUTE.multipliedBy(-minutes));
    pass(MINUTE);
    Instant now = clock.instant();

    assertNoTimeIsCoveredTwice();
    assertThat(history.uptime("a", now.minusSeconds(55), now))
        .isEqualTo(new Uptime(Duration.ZERO, Duration.ofSeconds(55), Duration.ZERO));
    write(event(now, Status.PASS, START.plus(MINUTE.multipliedBy(10)), now));
    pass(MINUTE);
    assertThat(history.uptime("a", now, now.plus(MINUTE)).up()).isEqualTo(MINUTE);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 15, 60 * 24})
  void shiftsFutureHistoryBackWhenClockIsSetBack(long minutes) throws SQLException, IOException {
    Instant failed = failsForTenMinutes();
    write(event(clock.instant(), Status.PASS, failed, clock.instant()));
    pass(Duration.ofMinutes(2));
    clock.advance(MINUTE.multipliedBy(-minutes));
    pass(MINUTE);
    Instant now = clock.instant();

    assertThat(history.incidents("a", 9))
        .allMatch(i -> i.to() != null && !i.to().isAfter(now))
        .allMatch(i -> Duration.between(i.from(), i.to()).equals(Duration.ofMinutes(10)));
    assertThat(history.runs("a", 9)).allMatch(run -> !run.at().isAfter(now));
    assertThat(history.uptime("a", now.minusSeconds(55), now).up()).hasSeconds(55);
  }

  @Test
  void keepsHistoryWhenClockIsBrieflyYearsAhead() throws SQLException, IOException {
    Instant failed = failsForTenMinutes();
    write(event(clock.instant(), Status.PASS, failed, clock.instant()));
    pass(HOUR);
    clock.advance(DAY.multipliedBy(5000));
    pass(Duration.ofMinutes(5));
    clock.advance(DAY.multipliedBy(-5000));
    pass(HOUR);

    assertThat(history.incidents("a", 9)).hasSize(1);
    assertThat(history.runs("a", 9)).hasSize(2);
    assertThat(watched()).isNotEmpty();
  }

  @Test
  void ignoresSmallClockStep() throws SQLException, IOException {
    Instant failed = failsForTenMinutes();
    clock.advance(Duration.ofSeconds(4));
    pass(MINUTE);

    assertThat(watched()).hasSize(1);
    assertThat(history.incidents("a", 9)).extracting(Incident::from).containsExactly(failed);
  }

  @Test
  void correctsFutureTimesWhenOpenedAfterClockWasSetBack() throws SQLException, IOException {
    failsForTenMinutes();
    file.close();
    clock.advance(HOUR.multipliedBy(-5));
    Instant start = clock.instant();
    open();
    write(new Event("a", null, new StatusChange(clock.instant(), Status.PASS), null));
    pass(MINUTE);

    assertNoTimeIsCoveredTwice();
    assertThat(history.uptime("a", start, clock.instant()).up())
        .isBetween(MINUTE.minusSeconds(1), MINUTE);
    assertThat(history.incidents("a", 9)).allMatch(i -> !i.from().isAfter(start));
  }

  @Test
  void aggregatesRunsAfterClockWasYearsAhead() throws SQLException, IOException {
    clock.set(START.plus(DAY.multipliedBy(1500)));
    pass(MINUTE);
    clock.set(START);
    pass(MINUTE);
    List<Event> runs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant at = START.plus(MINUTE.multipliedBy(i));
      Run run = new Run(at, Verdict.PASSED, Duration.ofMillis(1), null, null);
      runs.add(new Event("a", run, null, null));
    }
    write(runs.toArray(Event[]::new));
    pass(HOUR.plus(MINUTE));

    List<Slot> slots = history.series("a", START, START.plus(HOUR), Duration.ofMinutes(5));
    assertThat(slots).hasSize(12).extracting(Slot::runs).containsOnly(5);
  }
}
