package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Says when a check runs next: a pure function of an instant.
 *
 * <p>Triggers are immutable and may be used by any thread. Fire times are exact; the random delay
 * that {@link #jitter()} allows is added by whoever arms the check, so that it never accumulates.
 */
public sealed interface Trigger permits IntervalTrigger, CronTrigger {

  /**
   * Reads the form a trigger has in the site file: one key, {@code interval} or {@code cron}, with
   * an object of fields.
   *
   * <p>Values are numbers or strings that spell them. A null is the same as a missing key. Keys
   * that are not known, and comments (keys that begin with {@code //}), are ignored.
   *
   * @param spec the object as plain Java values (String, number, Boolean, null, Map, List)
   * @param zone the zone to use when the trigger names none
   * @param name the name of the check, which places an interval without a start on its grid
   * @throws IllegalArgumentException saying what was wrong, at which key, and what would work
   */
  static Trigger of(Map<String, ?> spec, ZoneId zone, String name) {
    TriggerSpec read = TriggerSpec.of(spec);
    return switch (read.kind()) {
      case INTERVAL -> IntervalTrigger.of(read, zone, name);
      case CRON -> CronTrigger.of(read, zone);
    };
  }

  /**
   * Returns the first fire time strictly after an instant, without jitter, or empty if there are no
   * more.
   */
  Optional<Instant> next(Instant after);

  /** Returns the upper limit of the random delay, zero if there is none. */
  Duration jitter();

  /**
   * Tells whether fire times are wall-clock times, which must not be repeated when the clock jumps
   * back. Otherwise they follow elapsed time.
   */
  boolean fixed();

  /** Returns the time between two firings, if this is an interval trigger. */
  Optional<Duration> interval();
}
