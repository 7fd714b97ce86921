package org.fletchck.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fletchck.spi.Status;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Uptime.Span;
import org.junit.jupiter.api.Test;

class UptimeTest {

  private static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final List<Span> ALWAYS = List.of(new Span(Instant.MIN, Instant.MAX));

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private static StatusChange turn(int hour, Status status) {
    return new StatusChange(at(hour), status);
  }

  private static void expect(Uptime uptime, int up, int down, int unknown) {
    assertThat(uptime)
        .isEqualTo(
            new Uptime(Duration.ofHours(up), Duration.ofHours(down), Duration.ofHours(unknown)));
  }

  @Test
  void countsTheTimeBetweenChanges() {
    List<StatusChange> turns =
        List.of(turn(-5, Status.PASS), turn(6, Status.FAIL), turn(8, Status.PASS));
    Uptime uptime = Uptime.of(turns, ALWAYS, at(0), at(24));

    expect(uptime, 22, 2, 0);
    assertThat(uptime.ratio()).hasValue(22 / 24.0);
  }

  @Test
  void countsUnjudgedTimeAsUnknown() {
    List<StatusChange> turns =
        List.of(
            turn(1, Status.PASS),
            turn(3, Status.UNREACHABLE),
            turn(6, Status.PAUSED),
            turn(7, Status.FAIL),
            turn(9, Status.PENDING));
    expect(Uptime.of(turns, ALWAYS, at(0), at(10)), 2, 2, 6);
  }

  @Test
  void countsUncoveredTimeAsUnknown() {
    List<StatusChange> turns = List.of(turn(0, Status.PASS), turn(6, Status.FAIL));
    List<Span> alive = List.of(new Span(at(-9), at(2)), new Span(at(4), at(7)));

    expect(Uptime.of(turns, alive, at(0), at(10)), 4, 1, 5);
  }

  @Test
  void reportsNoUptimeForCheckThatNeverRan() {
    Uptime uptime = Uptime.of(List.of(), ALWAYS, at(0), at(3));

    expect(uptime, 0, 0, 3);
    assertThat(uptime.ratio()).isEmpty();
  }
}
