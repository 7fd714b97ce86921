package org.fletchck.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Enumerates the wall times of a cron trigger, without a zone.
 *
 * @param rules whose times together are the times; each has its own days of the month
 */
record CronTimes(List<CronRule> rules) {

  static CronTimes of(CronTexts texts) {
    String time = numbers(texts, CronField.SECOND, CronField.MINUTE, CronField.HOUR);
    String date = numbers(texts, CronField.MONTH, CronField.DAY_OF_WEEK, CronField.YEAR);
    List<CronRange> weeks = texts.read(CronField.WEEK, CronField.WEEK::ranges);
    return new CronTimes(
        texts.read(CronField.DAY, CronDays::parse).stream()
            .map(
                days ->
                    CronRule.of(
                        time + " " + days.numbers() + " " + date,
                        days.dates().and(day -> isIn(weeks, day))))
            .toList());
  }

  private static String numbers(CronTexts texts, CronField... fields) {
    return Arrays.stream(fields)
        .map(field -> field.text(texts.read(field, field::ranges)))
        .collect(Collectors.joining(" "));
  }

  private static boolean isIn(List<CronRange> weeks, LocalDate day) {
    int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    return weeks.stream().anyMatch(range -> range.contains(week));
  }

  /** Returns the first wall time after the given one. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    return rules.stream().flatMap(rule -> rule.next(after).stream()).min(Comparator.naturalOrder());
  }
}
