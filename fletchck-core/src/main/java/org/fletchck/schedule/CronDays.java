package org.fletchck.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days of one cron rule.
 *
 * <p>A list for {@code day} becomes one rule for its plain numbers, and one for each {@code last},
 * {@code 2nd fri} or {@code last fri}, which the cron library doesn't support in lists.
 *
 * @param numbers the days of the month, in the syntax of the cron library
 * @param weekdays the days of the week
 * @param onDay a further condition
 */
record CronDays(String numbers, CronRange weekdays, Predicate<LocalDate> onDay) {
  private static final CronRange ANY_WEEKDAY = new CronRange(0, 6, 1);
  private static final Pattern WEEKDAY = Pattern.compile("(1st|2nd|3rd|4th|5th|last) +([a-z]+)");

  static List<CronDays> parse(String text) {
    List<CronRange> ranges = new ArrayList<>();
    List<CronDays> days = new ArrayList<>();
    for (String item : CronField.items(text)) {
      String lower = item.toLowerCase(Locale.ROOT);
      Matcher weekday = WEEKDAY.matcher(lower);
      if (lower.equals("last")) {
        days.add(
            new CronDays("28-31", ANY_WEEKDAY, day -> day.getDayOfMonth() == day.lengthOfMonth()));
      } else if (weekday.matches()) {
        days.add(weekday(weekday.group(1), weekday.group(2)));
      } else {
        ranges.add(CronRange.parse(CronField.DAY, item));
      }
    }
    if (!ranges.isEmpty()) {
      days.add(new CronDays(CronField.DAY.text(ranges), ANY_WEEKDAY, day -> true));
    }
    return days;
  }

  private static CronDays weekday(String which, String name) {
    CronRange weekday = CronRange.parse(CronField.DAY_OF_WEEK, name);
    if (which.equals("last")) {
      return new CronDays("22-31", weekday, day -> day.getDayOfMonth() + 7 > day.lengthOfMonth());
    }
    int end = 7 * (which.charAt(0) - '0');
    return new CronDays(end - 6 + "-" + Math.min(end, 31), weekday, day -> true);
  }

  /**
   * Returns the days of the week that these and the given ones have in common, in the syntax of the
   * cron library, or empty if there are none.
   */
  Optional<String> weekdaysAmong(List<CronRange> given) {
    if (weekdays.equals(ANY_WEEKDAY)) {
      return Optional.of(CronField.DAY_OF_WEEK.text(given));
    }
    boolean common = given.stream().anyMatch(range -> range.contains(weekdays.first()));
    return common ? Optional.of(weekdays.text()) : Optional.empty();
  }
}
