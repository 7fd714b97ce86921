package org.fletchck.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fields of a cron trigger, most significant first, with the values that each may have. */
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

  /** Returns the names of the values in ascending order; empty if they only have numbers. */
  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /** Returns the value of a field that isn't given if all given ones are more significant. */
  String least() {
    return this == YEAR || this == WEEK || this == DAY_OF_WEEK ? "*" : String.valueOf(min);
  }

  /**
   * Parses a list of ranges.
   *
   * @throws IllegalArgumentException if an item is invalid; the message says why
   */
  List<CronRange> ranges(String text) {
    return items(text).stream().map(item -> CronRange.parse(this, item)).toList();
  }

  /** Returns ranges in the syntax of the cron library. */
  String text(List<CronRange> ranges) {
    boolean any = ranges.contains(new CronRange(min, max, 1));
    return any ? "*" : ranges.stream().map(CronRange::text).collect(Collectors.joining(","));
  }

  /**
   * Returns an ECMA 262 regular expression that matches the values of this field. It doesn't
   * exclude ranges that run backwards or steps that are longer than their range.
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

  /** Returns an alternative for each ten; for large fields, any number with as many digits. */
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

  /** Returns a message that says which values this field may have. */
  String expected() {
    String named = names.isEmpty() ? "" : ", " + names.replace(" ", ", ");
    String days = this == DAY ? ", last, 2nd fri, last fri" : "";
    return "expected %d to %d%s, *, */a, a-b, a-b/c%s, or a list of these"
        .formatted(min, max, named, days);
  }
}
