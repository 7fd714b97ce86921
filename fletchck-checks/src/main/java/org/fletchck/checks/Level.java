package org.fletchck.checks;

import java.util.Locale;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;

/**
 * A limit with hysteresis, so that a check doesn't flap: a passing check fails above the level, and
 * a failing one passes again only below level - hysteresis.
 */
record Level(double level, double hysteresis) {

  /** Declares the option {@code level}, in percent. */
  static Option<Double> percentOption(double fallback) {
    return Option.number("level", "Fails above this percentage").between(0, 100).orElse(fallback);
  }

  /** Declares the option {@code hysteresis} for {@code level}. */
  static Option<Double> hysteresisOption(double fallback) {
    return hysteresisOption("level", fallback);
  }

  /** Declares the option {@code hysteresis} for a limit of this name. */
  static Option<Double> hysteresisOption(String limit, double fallback) {
    return Option.number(
            "hysteresis", "A failing check passes again below " + limit + " minus this")
        .between(0, 100)
        .orElse(fallback);
  }

  /** Reads both options. */
  static Level of(Options options, Option<Double> level, Option<Double> hysteresis) {
    return new Level(options.get(level), options.get(hysteresis));
  }

  /** Returns whether the value is too high for a check in this state. */
  boolean isExceeded(double value, CheckState previous) {
    return previous.judged() == Status.FAIL ? value >= level - hysteresis : value > level;
  }

  /** Returns the result for a check in this state; {@code used} is the word in "90% used". */
  CheckResult judge(String what, double percent, String used, CheckState previous) {
    CheckResult result =
        isExceeded(percent, previous)
            ? CheckResult.fail(
                what + ": " + roundedUp(percent) + " " + used + ", " + complaint(percent, "%"))
            : CheckResult.pass();
    return result.withLevel(roundedUp(percent));
  }

  /** Returns why a value that {@linkplain #isExceeded exceeds} is too high: {@code above 90%}. */
  String complaint(double value, String unit) {
    return value > level
        ? "above " + ValueTexts.number(level) + unit
        : "not yet below " + ValueTexts.number(level - hysteresis) + unit;
  }

  /** Formats a percentage with one decimal, such as {@code 90.5%}. */
  static String exact(double percent) {
    return String.format(Locale.ROOT, "%.1f%%", percent);
  }

  /** Formats a percentage rounded up as df does, such as {@code 91%}. */
  static String roundedUp(double percent) {
    return (long) Math.ceil(percent) + "%";
  }
}
