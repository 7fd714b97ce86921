package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.spi.CheckResult;

/**
 * The answer of a UPS to "QS".
 *
 * @param figures the values it measures, as far as it reports them
 * @param flags the conditions it signals
 */
record UpsStatus(Map<Figure, Double> figures, Set<Flag> flags) {

  private static final String BLANKS = "[ \\t\\x00]+";
  private static final String NUMBER = "-?[0-9]{1,5}(?:\\.[0-9]{1,3})?";
  private static final Pattern STATUS =
      Pattern.compile(
          String.format(
              "\\((?:%1$s)?((?:(?:%2$s|-+(?:\\.-+)?)%1$s){%3$d})([01]{%4$d})",
              BLANKS, NUMBER, Figure.values().length, Flag.values().length));

  /** The values it measures, in the order of the answer. */
  enum Figure {
    INPUT("input", " V"),
    LAST_FAULT("last fault", " V"),
    OUTPUT("output", " V"),
    LOAD("load", "%"),
    FREQUENCY("frequency", " Hz"),
    BATTERY("battery", " V"),
    TEMPERATURE("temperature", " \u00b0C");

    private final String title;
    private final String unit;

    Figure(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }
  }

  /** The conditions it signals, in the order of the answer. */
  enum Flag {
    UTILITY_FAIL("the utility power has failed"),
    BATTERY_LOW("the battery is low"),
    BYPASS(""),
    FAULT("the UPS has a fault"),
    LINE_INTERACTIVE(""),
    TEST(""),
    SHUTDOWN("the UPS is shutting down"),
    BEEPER("");

    /** Why the check fails with this flag; "" if it doesn't. */
    private final String trouble;

    Flag(String trouble) {
      this.trouble = trouble;
    }
  }

  UpsStatus {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    flags = Collections.unmodifiableSet(flags);
  }

  /**
   * Parses an answer such as {@code (243.5 245.7 245.4 000 49.8 13.7 --.- 00001000}. Anything
   * before and after it is ignored, as some models add blanks, echoes, bits or values.
   *
   * @throws IOException if the text contains no status
   */
  static UpsStatus parse(String answer) throws IOException {
    Matcher matcher = STATUS.matcher(answer);
    if (!matcher.find()) {
      throw unreadable(answer);
    }
    Iterator<String> word = List.of(matcher.group(1).split(BLANKS, -1)).iterator();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      String number = word.next();
      if (number.matches(NUMBER)) {
        figures.put(figure, Double.valueOf(number));
      }
    }
    return new UpsStatus(figures, flags(matcher.group(2)));
  }

  private static Set<Flag> flags(String bits) {
    Set<Flag> flags = EnumSet.allOf(Flag.class);
    PrimitiveIterator.OfInt bit = bits.chars().iterator();
    flags.removeIf(flag -> bit.nextInt() == '0'); // an EnumSet keeps the order of its constants
    return flags;
  }

  private static IOException unreadable(String answer) {
    return new IOException(
        "the UPS answered with an invalid status: \"" + ValueTexts.clean(answer, 80) + '"');
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Returns why the check fails, in words; "" if it doesn't. */
  String troubles() {
    return flags.stream()
        .map(flag -> flag.trouble)
        .filter(trouble -> !trouble.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  /** Returns the battery voltage, if the UPS reports it. */
  Optional<Double> battery() {
    return Optional.ofNullable(figures.get(Figure.BATTERY));
  }

  /** Adds the measured values to a result. */
  CheckResult addTo(CheckResult result) {
    CheckResult all = result;
    for (Map.Entry<Figure, Double> figure : figures.entrySet()) {
      all = all.withDetail(figure.getKey().title, text(figure.getKey(), figure.getValue()));
    }
    return all;
  }

  /** Formats a value with its unit. */
  static String text(Figure figure, double value) {
    return ValueTexts.number(value) + figure.unit;
  }

  /** Formats values and flags for the log. */
  @Override
  public String toString() {
    String all =
        figures.entrySet().stream()
            .map(figure -> figure.getKey().title + " " + text(figure.getKey(), figure.getValue()))
            .collect(Collectors.joining(", "));
    String signals =
        flags.stream()
            .map(flag -> flag.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return signals.isEmpty() ? all : all + "; " + signals;
  }
}
