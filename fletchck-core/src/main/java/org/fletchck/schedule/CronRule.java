package org.fletchck.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Enumerates the wall times of one expression on the dates of a condition.
 *
 * <p>The only user of the cron library. It is asked in UTC, where each wall time exists once; what
 * it can't express (weeks of the year, last days) is left to the condition.
 */
record CronRule(ExecutionTime times, Predicate<LocalDate> dates) {
  /**
   * How long a condition on dates is searched before it counts as impossible. Leap days and weeks
   * come round within less, except on a given day of the week in a given week, every 28 years.
   */
  private static final int YEARS_SEARCHED = 25;

  private static final CronParser PARSER = new CronParser(definition());

  /** Takes second, minute, hour, day, month, day of week and year, separated by blanks. */
  static CronRule of(String expression, Predicate<LocalDate> dates) {
    return new CronRule(ExecutionTime.forCron(PARSER.parse(expression)), dates);
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withSeconds()
        .and()
        .withMinutes()
        .and()
        .withHours()
        .and()
        .withDayOfMonth()
        .and()
        .withMonth()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 6)
        .withMondayDoWValue(0)
        .and()
        .withYear()
        .withValidRange(CronField.YEAR.min(), CronField.YEAR.max())
        .and()
        .matchDayOfWeekAndDayOfMonth()
        .instance();
  }

  /** Returns the first wall time after the given one. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    Optional<LocalDateTime> time = candidate(after);
    LocalDateTime limit = time.orElse(after).plusYears(YEARS_SEARCHED);
    while (time.isPresent() && !dates.test(time.get().toLocalDate())) {
      // The whole day goes at once, whatever the expression holds on it.
      time = candidate(time.get().with(LocalTime.MAX)).filter(next -> next.isBefore(limit));
    }
    return time;
  }

  private Optional<LocalDateTime> candidate(LocalDateTime after) {
    ZonedDateTime second = after.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    return times.nextExecution(second).map(ZonedDateTime::toLocalDateTime);
  }
}
