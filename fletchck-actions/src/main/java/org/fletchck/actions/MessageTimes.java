package org.fletchck.actions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Formats times and durations for people.
 *
 * @param language the language of days and months
 */
record MessageTimes(Locale language) {

  static final MessageTimes ENGLISH = new MessageTimes(Locale.ENGLISH);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm zzz", Locale.ROOT);

  /** Returns a time such as {@code Sat 21 Nov 2026 11:47 ACDT}. */
  String time(Instant time, ZoneId zone) {
    return org.fletchck.config.TimeText.format(TIME.withLocale(language), time.atZone(zone));
  }

  /** Returns a duration in its two largest units, such as {@code 2 h 5 min}. */
  static String duration(Duration d) {
    if (d.toDays() > 0) {
      return two(d.toDays(), "d", d.toHoursPart(), "h");
    }
    if (d.toHours() > 0) {
      return two(d.toHours(), "h", d.toMinutesPart(), "min");
    }
    if (d.toMinutes() > 0) {
      return two(d.toMinutes(), "min", d.toSecondsPart(), "s");
    }
    return d.toSeconds() > 0 ? d.toSeconds() + " s" : "less than 1 s";
  }

  private static String two(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
