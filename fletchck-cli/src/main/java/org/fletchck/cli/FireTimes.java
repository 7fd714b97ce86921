package org.fletchck.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.schedule.Trigger;
import org.fletchck.schedule.ZoneNames;
import org.jspecify.annotations.Nullable;

/** Reads and writes the times at which triggers fire. */
final class FireTimes {

  /** ISO-8601, always with seconds and with an offset in digits. */
  private static final DateTimeFormatter SHOWN =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("xxx")
          .toFormatter();

  private FireTimes() {}

  /** Returns the first fire times at or after an instant, in a zone. */
  static List<String> of(Trigger trigger, Instant from, int count, ZoneId zone) {
    List<String> times = new ArrayList<>();
    Optional<Instant> next = trigger.next(from.minusNanos(1));
    while (next.isPresent() && times.size() < count) {
      times.add(SHOWN.format(next.get().atZone(zone)));
      next = trigger.next(next.get());
    }
    return times;
  }

  /** Returns the zone that a valid trigger sets, or the given one. */
  static ZoneId zone(@Nullable Object trigger, ZoneId otherwise) {
    if (trigger instanceof Map<?, ?> kinds) {
      for (Object fields : kinds.values()) {
        if (fields instanceof Map<?, ?> map && map.get("timezone") instanceof String name) {
          return ZoneNames.of(name);
        }
      }
    }
    return otherwise;
  }

  /**
   * Parses the value of an option: an instant, or a date with or without time in a zone.
   *
   * @throws InputException if it is none of these
   */
  static Instant instant(String option, String text, ZoneId zone) {
    try {
      TemporalAccessor read =
          text.length() <= 10
              ? LocalDate.parse(text)
              : DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text.replaceFirst(" ", "T"), ZonedDateTime::from, LocalDateTime::from);
      if (read instanceof LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
      }
      return read instanceof LocalDateTime local
          ? local.atZone(zone).toInstant()
          : Instant.from(read);
    } catch (DateTimeException e) {
      throw new InputException(
          option
              + ": expected a time such as 2026-11-22T09:00:00+10:30 or 2026-11-22T09:00:00Z,"
              + " found \""
              + text
              + "\"",
          e);
    }
  }
}
