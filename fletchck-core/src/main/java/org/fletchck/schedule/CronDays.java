package org.fletchck.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days of the month of one cron rule: numbers for the cron library, narrowed by a condition.
 *
 * <p>A list becomes one of these for its plain numbers, and one for each {@code last}, {@code 2nd
 * fri} or {@code last fri}.
 */
record CronDays(String numbers, Predicate<LocalDate> dates) {
  private static final Pattern WEEKDAY = Pattern.compile("(1st|2nd|3rd|4th|5th|last) +([a-z]+)");

  static List<CronDays> parse(String text) {
    List<CronRange> ranges = new ArrayList<>();
    List<CronDays> days = new ArrayList<>();
    for (String item : CronField.items(text)) {
      String lower = item.toLowerCase(Locale.ROOT);
      Matcher weekday = WEEKDAY.matcher(lower);
      if (lower.equals("last")) {
        days.add(new CronDays("28-31", date -> date.getDayOfMonth() == date.lengthOfMonth()));
      } else if (weekday.matches()) {
        days.add(weekday(weekday.group(1), weekday.group(2)));
      } else {
        ranges.add(CronRange.parse(CronField.DAY, item));
      }
    }
    if (!ranges.isEmpty()) {
      days.add(new CronDays(CronField.DAY.text(ranges), date -> true));
    }
    return days;
  }

  private static CronDays weekday(String which, String name) {
    DayOfWeek day = DayOfWeek.of(CronRange.parse(CronField.DAY_OF_WEEK, name).first() + 1);
    Predicate<LocalDate> onDay = date -> date.getDayOfWeek() == day;
    if (which.equals("last")) {
      return new CronDays(
          "22-31", onDay.and(date -> date.getDayOfMonth() + 7 > date.lengthOfMonth()));
    }
    int end = 7 * (which.charAt(0) - '0');
    return new CronDays(end - 6 + "-" + Math.min(end, 31), onDay);
  }
}
