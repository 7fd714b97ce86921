package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notes once a minute that somebody looks; where that is missing nothing is known. */
final class Heartbeat {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A minute, and what a busy machine may be late by. */
  private static final Duration HOLE = Duration.ofSeconds(90);

  private @Nullable Instant since;
  private Instant last = Instant.MIN;
  private Instant written = Instant.MIN;

  /** Notices that it lives now; true if that is to be written. */
  boolean beat(Instant now) {
    if (since != null && isHole(last, now)) {
      since = now;
    }
    last = now;
    return !written.plus(EVERY).isAfter(now) || now.isBefore(written);
  }

  /** Writes until when it lived, going on with what an earlier process wrote a moment ago. */
  void write(Connection connection) throws SQLException {
    if (since == null) {
      since = resumed(connection);
    }
    String sql = "INSERT OR REPLACE INTO alive(since, until) VALUES(?, ?)";
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setLong(1, since.toEpochMilli());
      put.setLong(2, last.toEpochMilli());
      put.executeUpdate();
    }
    written = last;
  }

  private Instant resumed(Connection connection) throws SQLException {
    String sql = "SELECT since, until FROM alive ORDER BY since DESC LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && !isHole(Instant.ofEpochMilli(row.getLong(2)), last)
          ? Instant.ofEpochMilli(row.getLong(1))
          : last;
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
