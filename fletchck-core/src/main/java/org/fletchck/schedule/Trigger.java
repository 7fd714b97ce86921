package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Computes when a check runs next: a pure function of an instant.
 *
 * <p>Triggers are immutable and thread-safe. Fire times are exact; the random delay that {@link
 * #jitter()} allows is added when the check is armed, so that it never accumulates.
 */
public sealed interface Trigger permits IntervalTrigger, CronTrigger {

  /**
   * Parses a trigger as it is in the site file: one key, {@code interval} or {@code cron}, with an
   * object of fields.
   *
   * <p>Values are numbers or strings. A null is the same as a missing key. Unknown keys and
   * comments (keys that begin with {@code //}) are ignored.
   *
   * @param spec the object as plain Java values (String, number, Boolean, null, Map, List)
   * @param zone the zone to use if the trigger has none
   * @param name the name of the check, which determines the offset of an interval without a start
   * @throws IllegalArgumentException if the trigger is invalid; the message says what is wrong, at
   *     which key, and what would work
   */
  static Trigger of(Map<String, ?> spec, ZoneId zone, String name) {
    TriggerSpec read = TriggerSpec.of(spec);
    return switch (read.kind()) {
      case INTERVAL -> IntervalTrigger.of(read, zone, name);
      case CRON -> CronTrigger.of(read, zone);
    };
  }

  /**
   * Returns the first fire time strictly after an instant, without jitter, or empty if there is
   * none.
   */
  Optional<Instant> next(Instant after);

  /** Returns the maximum random delay, zero if there is none. */
  Duration jitter();

  /**
   * Returns whether fire times are wall-clock times, which must not be repeated when the clock
   * jumps back. Otherwise they follow elapsed time.
   */
  boolean fixed();

  /** Returns the time between two fire times, if this is an interval trigger. */
  Optional<Duration> interval();
}
