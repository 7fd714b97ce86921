package org.fletchck.web.forms;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses how long to pause, as people write it. */
final class PauseText {

  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})\\s*([a-z]+)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "min", Duration.ofMinutes(1),
          "minute", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "hr", Duration.ofHours(1),
          "hour", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7));

  private PauseText() {}

  /**
   * Returns the value for the file: true for an empty text, else a time with its offset.
   *
   * @throws IllegalArgumentException if the text is invalid; the message says what would work
   */
  static Object read(String text, Instant now, ZoneId zone) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return true;
    }
    Instant end = end(word, now, zone);
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("expected a time in the future, found \"" + text + '"');
    }
    ZonedDateTime time = end.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  private static Instant end(String word, Instant now, ZoneId zone) {
    Matcher length = LENGTH.matcher(word);
    if (length.matches()) {
      String unit = length.group(2);
      Duration one =
          UNITS.get(
              unit.endsWith("s") && unit.length() > 1
                  ? unit.substring(0, unit.length() - 1)
                  : unit);
      if (one != null) {
        return now.plus(one.multipliedBy(Long.parseLong(length.group(1))));
      }
    }
    String iso = word.replace(' ', 't').toUpperCase(Locale.ROOT);
    try {
      return LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeException local) {
      try {
        return OffsetDateTime.parse(iso).toInstant();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "expected a time such as \"2 hours\", \"30 min\" or \"2026-11-21 18:00\", found \""
                + word
                + '"',
            e);
      }
    }
  }
}
