package org.fletchck.internal.judge;

import java.time.Duration;
import java.time.Instant;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Times;
import org.fletchck.spi.Status;
import org.fletchck.state.NotifiedState;
import org.jspecify.annotations.Nullable;

/**
 * A step of the clock, when it was set: what has lasted for some time is shown to last as long as
 * before, and nothing is shown to have happened in the future. Times of what is over stay.
 *
 * @param by by how much
 * @param now what the clock shows after it
 */
public record ClockStep(Duration by, Instant now) {

  CheckState takenOut(CheckState s) {
    Times t = s.times();
    boolean passes = s.judged() == Status.PASS;
    boolean fails = s.judged() == Status.FAIL;
    Instant fail = moved(t.fail(), fails);
    return s.withTimes(
        new Times(
            moved(t.check(), false),
            moved(t.pass(), passes),
            fail,
            t.notified(),
            moved(t.report(), false),
            moved(t.failingSince(), true),
            fail == null ? null : apart(t.failed(), fail)));
  }

  /** Adjusts what was sent about an ongoing failure. */
  NotifiedState takenOut(NotifiedState sent) {
    Instant since = moved(sent.since(), true);
    return since == null ? sent : sent.withSince(since);
  }

  /** Adjusts the time at which something ongoing began. */
  Instant takenOut(Instant since) {
    Instant then = since.plus(by);
    return then.isAfter(now) ? now : then;
  }

  private @Nullable Instant moved(@Nullable Instant time, boolean goesOn) {
    if (time == null || !(goesOn || time.isAfter(now))) {
      return time;
    }
    return takenOut(time);
  }

  private static @Nullable Duration apart(@Nullable Instant before, Instant now) {
    return before == null || before.equals(now) ? null : Duration.between(before, now);
  }
}
