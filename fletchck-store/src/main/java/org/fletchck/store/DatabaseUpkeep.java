package org.fletchck.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.fletchck.config.Retention;
import org.jspecify.annotations.Nullable;

/** The periodic work: life signs, figures, and deleting old rows. */
final class DatabaseUpkeep {

  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  private static final Duration FIRST_PURGE = Duration.ofMinutes(10);

  private final LifeSigns heartbeat = new LifeSigns();
  private @Nullable Instant purged;
  private long rolled;

  /** Records a life sign, and returns whether there is something to do. */
  boolean isDue(Instant now, Duration running) {
    boolean lives = heartbeat.beat(now, running);
    if (heartbeat.sawStep()) {
      purged = null; // as after a start: the clock may soon be corrected
    }
    return lives || rolled != over(now) || purges(now);
  }

  /** Returns whether a purge is due: not just after the start, when there is more to do. */
  boolean purges(Instant now) {
    if (purged == null || now.isBefore(purged)) {
      purged = now.minus(PURGE_EVERY).plus(FIRST_PURGE);
    }
    return !purged.plus(PURGE_EVERY).isAfter(now);
  }

  private static long over(Instant now) {
    return Resolution.FIVE_MINUTES.number(now.minus(Rollup.LATE).toEpochMilli());
  }

  /** Does what is due, within a transaction. */
  void run(Connection connection, Retention retention, Instant now) throws SQLException {
    heartbeat.write(connection);
    new Rollup(connection).roll(now);
    rolled = over(now);
    if (purges(now)) {
      new Purge(connection, now).purge(retention);
      purged = now;
    }
  }

  /** Records a last life sign. */
  void end(Connection connection, Instant now, Duration running) throws SQLException {
    heartbeat.beat(now, running);
    heartbeat.write(connection);
  }
}
