package org.fletchck.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether a check rests: no, yes, or until a time. */
record Paused(boolean now, @Nullable Instant until) {

  /** Reads {@code true}, {@code false} or a time with its offset. */
  static Paused of(String text) {
    switch (text.trim()) {
      case "true" -> {
        return new Paused(true, null);
      }
      case "false" -> {
        return new Paused(false, null);
      }
      default -> {
        try {
          return new Paused(true, OffsetDateTime.parse(text.trim()).toInstant());
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(
              "expected true, false or a time with offset such as 2026-11-21T18:00:00+10:30, found \""
                  + text
                  + '"',
              e);
        }
      }
    }
  }

  boolean at(Instant time) {
    return now && (until == null || time.isBefore(until));
  }
}
