package org.fletchck.schedule;

import static java.time.DayOfWeek.SUNDAY;

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
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Enumerates the wall times of a cron expression on days that meet two conditions.
 *
 * <p>This is the only class that uses the cron library. It queries it in UTC, where each wall time
 * exists once. What the library can't express (last days, weeks of the year) is left to the
 * conditions.
 *
 * @param inWeek a condition with the same result for all days from a Monday to its Sunday
 */
record CronRule(ExecutionTime times, Predicate<LocalDate> onDay, Predicate<LocalDate> inWeek) {
  /**
   * How many of the expression's years are searched for a day that meets the conditions before
   * giving up. Leap days and 53rd weeks occur sooner; only something like a certain weekday and
   * date in a certain week can take 28 years.
   */
  private static final int YEARS_SEARCHED = 25;

  private static final CronParser PARSER = new CronParser(definition());

  /** Creates a rule from an expression of second, minute, hour, day, month, weekday and year. */
  static CronRule of(String expression, Predicate<LocalDate> onDay, Predicate<LocalDate> inWeek) {
    return new CronRule(ExecutionTime.forCron(PARSER.parse(expression)), onDay, inWeek);
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
    int years = 0;
    while (time.isPresent() && years < YEARS_SEARCHED) {
      LocalDate day = time.get().toLocalDate();
      if (inWeek.test(day) && onDay.test(day)) {
        return time;
      }
      // Skip the rest of the day, or of the week, in one step: it may contain many times.
      LocalDate last = inWeek.test(day) ? day : day.with(TemporalAdjusters.nextOrSame(SUNDAY));
      time = candidate(last.atTime(LocalTime.MAX));
      years += time.isPresent() && time.get().getYear() != day.getYear() ? 1 : 0;
    }
    return Optional.empty();
  }

  private Optional<LocalDateTime> candidate(LocalDateTime after) {
    ZonedDateTime second = after.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    return times.nextExecution(second).map(ZonedDateTime::toLocalDateTime);
  }
}
