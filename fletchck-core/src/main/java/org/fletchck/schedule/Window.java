package org.fletchck.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Limits fire times to those from a start to an end, both included; null means no limit. */
record Window(@Nullable Instant start, @Nullable Instant end) {

  /** Returns the first of the given times that is after an instant and inside this window. */
  Optional<Instant> next(Instant after, Function<Instant, Optional<Instant>> times) {
    Instant from = start != null && after.isBefore(start) ? start.minusNanos(1) : after;
    Optional<Instant> next = times.apply(from);
    return next.filter(time -> end == null || !time.isAfter(end));
  }
}
