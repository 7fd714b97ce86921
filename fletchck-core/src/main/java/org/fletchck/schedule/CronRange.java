package org.fletchck.schedule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every step-th value from first to last: one item of a cron field.
 *
 * <p>The syntax follows APScheduler 3.x: a range must not run backwards, a step must not be longer
 * than its range, and a step after names ({@code mon-fri/2}) has no effect.
 */
record CronRange(int first, int last, int step) {
  private static final Pattern STAR = Pattern.compile("\\*(?:/(\\d{1,9}))?");
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?:/(\\d{1,9}))?");
  private static final Pattern NAMES = Pattern.compile("([a-z]+)(?:-([a-z]+))?(?:/\\d{1,9})?");

  /**
   * Parses one item of a field.
   *
   * @throws IllegalArgumentException if the item is invalid; the message says why
   */
  static CronRange parse(CronField field, String item) {
    Matcher star = STAR.matcher(item);
    if (star.matches()) {
      return checked(field, field.min(), field.max(), star.group(1));
    }
    Matcher numbers = NUMBERS.matcher(item);
    if (numbers.matches()) {
      int first = Integer.parseInt(numbers.group(1));
      String step = numbers.group(3);
      String last = numbers.group(2);
      int end = last != null ? Integer.parseInt(last) : step != null ? field.max() : first;
      return checked(field, first, end, step);
    }
    Matcher names = NAMES.matcher(item.toLowerCase(Locale.ROOT));
    if (names.matches() && !field.names().isEmpty()) {
      int first = number(field, names.group(1));
      String last = names.group(2);
      return checked(field, first, last == null ? first : number(field, last), null);
    }
    throw new IllegalArgumentException("\"" + item + "\" is not understood");
  }

  private static int number(CronField field, String name) {
    int index = field.names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("\"" + name + "\" is not a " + field.key() + " name");
    }
    return field.min() + index;
  }

  private static CronRange checked(CronField field, int first, int last, @Nullable String every) {
    if (first < field.min()) {
      throw new IllegalArgumentException(first + " is below " + field.min());
    }
    if (last > field.max() || first > field.max()) {
      throw new IllegalArgumentException(Math.max(first, last) + " is above " + field.max());
    }
    if (first > last) {
      throw new IllegalArgumentException(
          "the range from " + first + " to " + last + " is backwards");
    }
    int step = every == null ? 1 : Integer.parseInt(every);
    int length = (last == 0 ? field.max() : last) - first; // APScheduler ignores a range to 0
    if (step == 0 || (every != null && step > length)) {
      throw new IllegalArgumentException(
          "the step %d must be from 1 to %d, the length of its range".formatted(step, length));
    }
    return new CronRange(first, last, step);
  }

  boolean contains(int value) {
    return value >= first && value <= last && (value - first) % step == 0;
  }

  /** Returns this range in the syntax of the cron library, with numbers only. */
  String text() {
    if (first == last) {
      return String.valueOf(first);
    }
    return first + "-" + last + (step == 1 ? "" : "/" + step);
  }
}
