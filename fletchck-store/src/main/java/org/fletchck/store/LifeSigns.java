package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.fletchck.Uptime.Span;
import org.jspecify.annotations.Nullable;

/**
 * Notes once a minute that somebody looks; where that is missing nothing is known. Notices a clock
 * that was set: wall time and running time went apart.
 */
final class LifeSigns {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A minute, and what a busy machine may be late by. */
  private static final Duration HOLE = Duration.ofSeconds(90);

  /** Clocks that are kept right by NTP are a little faster or slower. */
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
   * Notices that it lives now; true if that is to be written.
   *
   * @param ran the running time; where it stands still there is nobody who counts it
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

  /** Tells whether the clock was set by much, and that isn't written yet. */
  boolean sawStep() {
    return step.abs().compareTo(STEP) > 0;
  }

  /** Returns by how much the clock was set since the last look. */
  private Duration step(Instant now, Duration ran) {
    elapsed = running == null ? Duration.ZERO : ran.minus(running);
    if (elapsed.isZero() || !runs) { // the first part of it may have begun at any time
      runs |= !elapsed.isZero();
      return now.isBefore(last) ? Duration.between(last, now) : Duration.ZERO;
    }
    Duration apart = Duration.between(last, now).minus(elapsed);
    return apart.abs().compareTo(STEP) > 0 || now.isBefore(last) ? apart : Duration.ZERO;
  }

  /** Writes until when it lived, going on with what an earlier process wrote a moment ago. */
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

  /**
   * Returns until when a life lasts that was last noted then: until now, if that is not long ago.
   */
  static Instant lastsUntil(Instant noted, Instant now) {
    return isHole(noted, now) ? noted : now;
  }
}
