package org.fletchck.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.fletchck.config.Retention;

/** What is done from time to time: signs of life, figures, and making room. */
final class Upkeep {

  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  private final Heartbeat heartbeat = new Heartbeat();
  private Instant purged = Instant.MIN;
  private long rolled;

  /** Notices that it lives now, and tells whether something is to be done. */
  boolean isDue(Instant now) {
    return heartbeat.beat(now) || rolled != over(now) || purges(now);
  }

  boolean purges(Instant now) {
    return !purged.plus(PURGE_EVERY).isAfter(now) || now.isBefore(purged);
  }

  private static long over(Instant now) {
    return Width.FIVE_MINUTES.number(now.minus(Rollup.LATE).toEpochMilli());
  }

  /** Does what is due, as a part of a transaction. */
  void run(Connection connection, Retention retention, Instant now) throws SQLException {
    heartbeat.write(connection);
    new Rollup(connection).roll(now);
    rolled = over(now);
    if (purges(now)) {
      new Purge(connection, now).purge(retention);
      purged = now;
    }
  }

  /** Notes that it lived until now. */
  void end(Connection connection, Instant now) throws SQLException {
    heartbeat.beat(now);
    heartbeat.write(connection);
  }
}
