package org.fletchck.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether a check is paused: no, yes, or until a time. */
record PauseSetting(boolean now, @Nullable Instant until) {

  /** Parses {@code true}, {@code false} or a time with its offset. */
  static PauseSetting of(String text) {
    switch (text.trim()) {
      case "true" -> {
        return new PauseSetting(true, null);
      }
      case "false" -> {
        return new PauseSetting(false, null);
      }
      default -> {
        try {
          return new PauseSetting(true, OffsetDateTime.parse(text.trim()).toInstant());
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
