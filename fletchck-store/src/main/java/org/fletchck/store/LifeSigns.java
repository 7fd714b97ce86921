package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.fletchck.state.Uptime.Span;
import org.jspecify.annotations.Nullable;

/**
 * Records once a minute that the monitor runs; the status is unknown in the gaps. Detects that the
 * clock was set: wall time and running time diverge.
 */
final class LifeSigns {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A longer gap than this, a minute plus the delay of a busy machine, is a hole. */
  private static final Duration HOLE = Duration.ofSeconds(90);

  /** A smaller deviation may be due to NTP, which makes the clock run a little faster or slower. */
  private static final Duration STEP = Duration.ofSeconds(5);

  private @Nullable Instant since;
  private Instant last = Instant.MIN;
  private Instant written = Instant.MIN;
  private @Nullable Span ended;
  private @Nullable Duration running;
  private boolean runs;
  private Duration elapsed = Duration.ZERO;
  private Duration step = Duration.ZERO;

  /**
   * Records a life sign; returns whether it must be written.
   *
   * @param ran the running time; if it stands still, nobody counts it
   */
  boolean beat(Instant now, Duration ran) {
    if (since != null) {
      Duration seen = step(now, ran);
      step = step.plus(seen);
      if (isHole(last, now) || !seen.isZero()) {
        ended = new Span(since, last);
        since = now;
      }
    }
    running = ran;
    last = now;
    return !step.isZero() || !written.plus(EVERY).isAfter(now) || now.isBefore(written);
  }

  /** Returns whether the clock was set by a large step that isn't written yet. */
  boolean sawStep() {
    return step.abs().compareTo(STEP) > 0;
  }

  /** Returns by how much the clock was set since the last life sign. */
  private Duration step(Instant now, Duration ran) {
    elapsed = running == null ? Duration.ZERO : ran.minus(running);
    if (elapsed.isZero() || !runs) { // the first interval may have begun at any time
      runs |= !elapsed.isZero();
      return now.isBefore(last) ? Duration.between(last, now) : Duration.ZERO;
    }
    Duration apart = Duration.between(last, now).minus(elapsed);
    return apart.abs().compareTo(STEP) > 0 || now.isBefore(last) ? apart : Duration.ZERO;
  }

  /** Writes the life signs, continuing a span that an earlier process wrote a moment ago. */
  void write(Connection connection) throws SQLException {
    if (since == null) {
      since = resumed(connection);
    }
    if (ended != null) {
      put(connection, ended);
      ended = null;
    }
    ClockCorrection clock = new ClockCorrection(connection);
    if (runs && !step.isZero()) {
      clock.moveOpen(step, elapsed, last);
    }
    if (step.isNegative()) {
      clock.leaveTheFuture(step, last);
    }
    put(connection, new Span(since, last));
    written = last;
    step = Duration.ZERO;
  }

  private static void put(Connection connection, Span life) throws SQLException {
    String sql = "INSERT OR REPLACE INTO alive(since, until) VALUES(?, ?)";
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setLong(1, life.from().toEpochMilli());
      put.setLong(2, life.to().toEpochMilli());
      put.executeUpdate();
    }
  }

  private Instant resumed(Connection connection) throws SQLException {
    String sql = "SELECT since, until FROM alive ORDER BY since DESC LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        return last;
      }
      Instant end = Instant.ofEpochMilli(row.getLong(2));
      if (last.isBefore(end)) { // the clock was set back meanwhile
        step = Duration.between(end, last);
      }
      return isHole(end, last) ? last : Instant.ofEpochMilli(row.getLong(1));
    }
  }

  private static boolean isHole(Instant earlier, Instant later) {
    return later.isBefore(earlier) || later.isAfter(earlier.plus(HOLE));
  }

  /** Returns the end of a span with this last life sign: now, if that is recent. */
  static Instant lastsUntil(Instant noted, Instant now) {
    return isHole(noted, now) ? noted : now;
  }
}
