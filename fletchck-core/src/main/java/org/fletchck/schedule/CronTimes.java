package org.fletchck.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Enumerates the wall times of a cron trigger, without a zone.
 *
 * @param rules the rules whose times are combined; each has its own days of the month
 */
record CronTimes(List<CronRule> rules) {

  static CronTimes of(CronTexts texts) {
    List<CronRange> weekdays = texts.read(CronField.DAY_OF_WEEK, CronField.DAY_OF_WEEK::ranges);
    String times =
        "%s %s %s"
            .formatted(
                texts.numbers(CronField.SECOND),
                texts.numbers(CronField.MINUTE),
                texts.numbers(CronField.HOUR));
    String month = texts.numbers(CronField.MONTH);
    String year = texts.numbers(CronField.YEAR);
    Predicate<LocalDate> inWeek = inWeek(texts.read(CronField.WEEK, CronField.WEEK::ranges));
    List<CronRule> rules = new ArrayList<>();
    for (CronDays days : texts.read(CronField.DAY, CronDays::parse)) {
      days.weekdaysAmong(weekdays)
          .map(names -> String.join(" ", times, days.numbers(), month, names, year))
          .map(expression -> CronRule.of(expression, days.onDay(), inWeek))
          .ifPresent(rules::add);
    }
    return new CronTimes(List.copyOf(rules));
  }

  private static Predicate<LocalDate> inWeek(List<CronRange> weeks) {
    return day -> {
      int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      return weeks.stream().anyMatch(range -> range.contains(week));
    };
  }

  /** Returns the first wall time after the given one. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    return rules.stream().flatMap(rule -> rule.next(after).stream()).min(Comparator.naturalOrder());
  }
}
