package org.fletchck.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** Finds the instants of wall times in a zone whose clock changes twice a year. */
record WallClock(CronTimes times, ZoneRules rules) {

  /**
   * Returns the first instant after the given one for times that fire once each: at their first
   * occurrence or, for all times inside a gap together, at its end.
   */
  Optional<Instant> nextFixed(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime wall = LocalDateTime.ofInstant(after, offset);
    ZoneOffsetTransition overlap = rules.getTransition(wall);
    if (overlap != null && offset.equals(overlap.getOffsetAfter())) {
      wall = overlap.getDateTimeBefore().minusNanos(1);
    }
    return times.next(wall).map(this::firstOccurrence);
  }

  private Instant firstOccurrence(LocalDateTime wall) {
    ZoneOffsetTransition change = rules.getTransition(wall);
    // In an overlap the rules give the offset of the first occurrence.
    return change != null && change.isGap()
        ? change.getInstant()
        : wall.toInstant(rules.getOffset(wall));
  }

  /**
   * Returns the first instant after the given one for times that follow elapsed time: those in a
   * gap don't exist, those in an overlap fire twice.
   */
  Optional<Instant> nextElapsed(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime wall = LocalDateTime.ofInstant(after, offset);
    ZoneOffsetTransition overlap = rules.getTransition(wall);
    Optional<LocalDateTime> next = times.next(wall);
    if (overlap == null) {
      return existing(next);
    }
    LocalDateTime end = overlap.getDateTimeBefore();
    if (offset.equals(overlap.getOffsetBefore())) {
      if (next.isPresent() && next.get().isBefore(end)) {
        return next.map(time -> time.toInstant(offset));
      }
      next = times.next(overlap.getDateTimeAfter().minusNanos(1));
    }
    if (next.isPresent() && next.get().isBefore(end)) {
      return next.map(time -> time.toInstant(overlap.getOffsetAfter()));
    }
    return existing(next);
  }

  /** Skips times in gaps, and uses the first of two occurrences. */
  private Optional<Instant> existing(Optional<LocalDateTime> first) {
    Optional<LocalDateTime> next = first;
    while (next.isPresent()) {
      LocalDateTime time = next.get();
      ZoneOffsetTransition change = rules.getTransition(time);
      if (change == null || change.isOverlap()) {
        return Optional.of(time.toInstant(rules.getOffset(time)));
      }
      next = times.next(change.getDateTimeAfter().minusNanos(1));
    }
    return Optional.empty();
  }
}
