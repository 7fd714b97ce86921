package org.fletchck.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names the fields of a cron trigger, most significant first, with the values each may have. */
enum CronField {
  YEAR(1970, 9999, ""),
  MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  DAY(1, 31, ""),
  /** The week of ISO 8601. */
  WEEK(1, 53, ""),
  /** Monday is 0. */
  DAY_OF_WEEK(0, 6, "mon tue wed thu fri sat sun"),
  HOUR(0, 23, ""),
  MINUTE(0, 59, ""),
  SECOND(0, 59, "");

  private final int min;
  private final int max;
  private final String names;

  CronField(int min, int max, String names) {
    this.min = min;
    this.max = max;
    this.names = names;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** Returns names of the values from the least on; none if they are only numbers. */
  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /** Returns what a field means that is not given while all given ones are more significant. */
  String least() {
    return this == YEAR || this == WEEK || this == DAY_OF_WEEK ? "*" : String.valueOf(min);
  }

  /**
   * Reads a list of ranges.
   *
   * @throws IllegalArgumentException saying what is wrong with an item
   */
  List<CronRange> ranges(String text) {
    return items(text).stream().map(item -> CronRange.parse(this, item)).toList();
  }

  /** Returns ranges in the form that the cron library reads. */
  String text(List<CronRange> ranges) {
    boolean any = ranges.contains(new CronRange(min, max, 1));
    return any ? "*" : ranges.stream().map(CronRange::text).collect(Collectors.joining(","));
  }

  /**
   * Returns a regular expression of ECMA 262 for what this may hold. It doesn't know that a range
   * must not run backwards and a step not be longer than its range.
   */
  String pattern() {
    String number = "0*(?:" + numbers() + ")";
    String step = "(?:/0*[1-9][0-9]*)?";
    String item = "\\*" + step + "|" + number + "(?:-" + number + ")?" + step;
    if (!names.isEmpty()) {
      String name = TriggerSchema.anyCase(names().stream());
      item += "|" + name + "(?:-" + name + ")?(?:/[0-9]+)?";
    }
    if (this == DAY) {
      String last = TriggerSchema.anyCase(Stream.of("last"));
      String which = TriggerSchema.anyCase(Stream.of("1st", "2nd", "3rd", "4th", "5th", "last"));
      String weekday = TriggerSchema.anyCase(DAY_OF_WEEK.names().stream());
      item += "|" + last + "|" + which + " +" + weekday;
    }
    return "^(?:(?:^|,)\\s*(?:" + item + ")\\s*)+$";
  }

  /** Returns what matches the numbers, by their tens; of many numbers, any of as many digits. */
  private String numbers() {
    if (max > 99) {
      return "[0-9]{" + String.valueOf(max).length() + "}";
    }
    return IntStream.rangeClosed(min / 10, max / 10)
        .mapToObj(
            ten ->
                "%s[%d-%d]"
                    .formatted(
                        ten == 0 ? "" : ten,
                        Math.max(min - 10 * ten, 0),
                        Math.min(max - 10 * ten, 9)))
        .collect(Collectors.joining("|"));
  }

  /** Splits a list into its items. */
  static List<String> items(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /** Says what this field may hold. */
  String expected() {
    String named = names.isEmpty() ? "" : ", " + names.replace(" ", ", ");
    String days = this == DAY ? ", last, 2nd fri, last fri" : "";
    return "expected %d to %d%s, *, */a, a-b, a-b/c%s, or a list of these"
        .formatted(min, max, named, days);
  }
}
