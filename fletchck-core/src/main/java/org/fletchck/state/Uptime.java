package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.fletchck.spi.Status;
import org.fletchck.state.History.StatusChange;

/**
 * How long a check was up and down.
 *
 * @param up the time in which it passed
 * @param down the time in which it failed
 * @param unknown the rest: it was not judged, unreachable or paused, or checks weren't monitored
 */
public record Uptime(Duration up, Duration down, Duration unknown) {

  /** Returns the share of the known time that was up, from 0 to 1; empty if nothing is known. */
  public OptionalDouble ratio() {
    double known = up.toMillis() + (double) down.toMillis();
    return known == 0 ? OptionalDouble.empty() : OptionalDouble.of(up.toMillis() / known);
  }

  /**
   * Adds up the times of status changes.
   *
   * @param turns status changes, oldest first; the first may be long before
   * @param alive when checks were monitored at all, oldest first
   */
  public static Uptime of(List<StatusChange> turns, List<Span> alive, Instant from, Instant to) {
    Duration up = Duration.ZERO;
    Duration down = Duration.ZERO;
    for (int i = 0; i < turns.size(); i++) {
      StatusChange statusChange = turns.get(i);
      Instant end = i + 1 < turns.size() ? turns.get(i + 1).at() : to;
      Span span = new Span(statusChange.at(), end).within(from, to);
      if (statusChange.status() == Status.PASS) {
        up = up.plus(known(span, alive));
      } else if (statusChange.status() == Status.FAIL) {
        down = down.plus(known(span, alive));
      }
    }
    return new Uptime(up, down, new Span(from, to).length().minus(up).minus(down));
  }

  private static Duration known(Span span, List<Span> alive) {
    Duration known = Duration.ZERO;
    for (Span life : alive) {
      known = known.plus(life.within(span.from(), span.to()).length());
    }
    return known;
  }

  /**
   * A span of time.
   *
   * @param from its beginning
   * @param to its end
   */
  public record Span(Instant from, Instant to) {

    /** Returns the part that is in another one. */
    Span within(Instant first, Instant last) {
      return new Span(from.isAfter(first) ? from : first, to.isBefore(last) ? to : last);
    }

    /** Returns how long it is; zero if it ends before it begins. */
    Duration length() {
      Duration length = Duration.between(from, to);
      return length.isNegative() ? Duration.ZERO : length;
    }
  }
}
