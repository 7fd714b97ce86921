package org.fletchck.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a slot of figures is. */
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

  /** Returns what stands for it in the file, and must never change. */
  int code() {
    return code;
  }

  long millis() {
    return millis;
  }

  /** Returns the number of the slot in which an instant is. */
  long number(long at) {
    return Math.floorDiv(at, millis);
  }

  /** Returns the next shorter one, of which this is made; the shortest is made of runs. */
  @Nullable Resolution shorter() {
    return shorter;
  }
}
