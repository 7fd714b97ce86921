package org.fletchck.checks;

import java.util.Locale;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;

/**
 * A limit that keeps a check from going to and fro: what passed fails above the level, and what
 * failed passes again only below level - hysteresis.
 */
record Level(double level, double hysteresis) {

  /** Declares {@code level} in percent. */
  static Option<Double> percentOption(double fallback) {
    return Option.number("level", "Fails above this many percent").between(0, 100).orElse(fallback);
  }

  /** Declares {@code hysteresis} of {@code level}. */
  static Option<Double> hysteresisOption(double fallback) {
    return hysteresisOption("level", fallback);
  }

  /** Declares {@code hysteresis} of a limit of that name. */
  static Option<Double> hysteresisOption(String limit, double fallback) {
    return Option.number("hysteresis", "A failing check passes again below " + limit + " less this")
        .between(0, 100)
        .orElse(fallback);
  }

  /** Reads both options. */
  static Level of(Options options, Option<Double> level, Option<Double> hysteresis) {
    return new Level(options.get(level), options.get(hysteresis));
  }

  /** Tells whether the value is too high for a check in this state. */
  boolean isExceeded(double value, CheckState previous) {
    return previous.judged() == Status.FAIL ? value >= level - hysteresis : value > level;
  }

  /** Returns the result of a check in this state; {@code used} names the share, as in 90% used. */
  CheckResult judge(String what, double percent, String used, CheckState previous) {
    CheckResult result =
        isExceeded(percent, previous)
            ? CheckResult.fail(
                what + ": " + roundedUp(percent) + " " + used + ", " + complaint(percent, "%"))
            : CheckResult.pass();
    return result.withLevel(roundedUp(percent));
  }

  /** Says why a value that {@linkplain #isExceeded exceeds} is too high, as {@code above 90%}. */
  String complaint(double value, String unit) {
    return value > level
        ? "above " + ValueTexts.number(level) + unit
        : "not yet below " + ValueTexts.number(level - hysteresis) + unit;
  }

  /** Spells a value for people with one decimal, as {@code 90.5%}. */
  static String exact(double percent) {
    return String.format(Locale.ROOT, "%.1f%%", percent);
  }

  /** Spells a value for lists, rounded up as df does, as {@code 91%}. */
  static String roundedUp(double percent) {
    return (long) Math.ceil(percent) + "%";
  }
}
