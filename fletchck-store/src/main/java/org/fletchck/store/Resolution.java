package org.fletchck.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The length of a slot of figures. */
enum Resolution {
  FIVE_MINUTES(0, Duration.ofMinutes(5), null),
  HOUR(1, Duration.ofHours(1), FIVE_MINUTES),
  DAY(2, Duration.ofDays(1), HOUR);

  private final int code;
  private final long millis;
  private final @Nullable Resolution shorter;

  Resolution(int code, Duration length, @Nullable Resolution shorter) {
    this.code = code;
    this.millis = length.toMillis();
    this.shorter = shorter;
  }

  /** Returns the code of this resolution in the file, which must never change. */
  int code() {
    return code;
  }

  long millis() {
    return millis;
  }

  /** Returns the number of the slot that contains an instant, given in milliseconds. */
  long number(long at) {
    return Math.floorDiv(at, millis);
  }

  /**
   * Returns the next shorter resolution, from which this one is computed; null for the shortest,
   * which is computed from runs.
   */
  @Nullable Resolution shorter() {
    return shorter;
  }
}
