package org.fletchck.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fires at {@code base + k x every}, a grid that depends on nothing but the trigger and the name.
 *
 * @param base the start; for a trigger without one, an offset from the epoch given by the name
 */
record IntervalTrigger(Instant base, Duration every, Window window, Duration jitter)
    implements Trigger {
  private static final long LONGEST_SECONDS = Duration.ofDays(36_500).toSeconds();
  private static final Map<String, Integer> SECONDS_OF =
      Map.of("weeks", 604_800, "days", 86_400, "hours", 3_600, "minutes", 60, "seconds", 1);

  /** Returns the fields that add up to the interval, with the maximum of each. */
  static Map<String, Long> limits() {
    Map<String, Long> limits = new LinkedHashMap<>();
    for (String field : TriggerKind.INTERVAL.units().keySet()) {
      Integer seconds = SECONDS_OF.get(field);
      if (seconds != null) {
        limits.put(field, LONGEST_SECONDS / seconds);
      }
    }
    return limits;
  }

  static IntervalTrigger of(TriggerSpec spec, ZoneId otherwise, String name) {
    long seconds = 0;
    for (Map.Entry<String, Integer> unit : SECONDS_OF.entrySet()) {
      seconds += spec.whole(unit.getKey(), LONGEST_SECONDS / unit.getValue()) * unit.getValue();
    }
    if (seconds == 0 || seconds > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "interval: expected weeks, days, hours, minutes and seconds that add up to more than 0 and"
              + " at most %d seconds, found %d; for example {\"minutes\": 10}"
                  .formatted(LONGEST_SECONDS, seconds));
    }
    Window window = spec.window(spec.zone(otherwise));
    Instant start = window.start();
    Duration every = Duration.ofSeconds(seconds);
    Instant base = start == null ? Instant.EPOCH.plusMillis(place(name, every)) : start;
    return new IntervalTrigger(base, every, window, spec.jitter());
  }

  /**
   * Returns the offset of a name in the interval, in milliseconds: the name's 64-bit FNV-1a hash,
   * finalized as in MurmurHash3 because FNV alone spreads names that differ in their last character
   * badly, modulo the interval. Changing this moves every check of every site.
   */
  private static long place(String name, Duration every) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return Long.remainderUnsigned(hash ^ (hash >>> 33), every.toMillis());
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return window.next(after, this::onGrid);
  }

  private Optional<Instant> onGrid(Instant after) {
    // Whole seconds, rounded down, are enough: the interval has no fraction.
    long elapsed = Duration.between(base, after).toSeconds();
    long passed = Math.floorDiv(elapsed, every.toSeconds());
    return Optional.of(base.plusSeconds((passed + 1) * every.toSeconds()));
  }

  @Override
  public boolean fixed() {
    return false;
  }

  @Override
  public Optional<Duration> interval() {
    return Optional.of(every);
  }
}
