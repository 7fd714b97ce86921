package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The output of a monitoring plugin: a line, which blank ones may precede, then more lines, and
 * performance data after a bar, according to the guidelines of the Monitoring Plugins project.
 *
 * @param first the first line without performance data; may be empty
 * @param more the other lines without performance data
 * @param figures performance data: values with their units, by label
 */
record PluginOutput(String first, List<String> more, Map<String, String> figures) {

  private static final int MOST_FIGURES = 50;
  private static final int MOST_LINES = 100;
  private static final int LINE_CHARS = 500;

  /** Up to a semicolon, or a comma that isn't a decimal comma. */
  private static final String VALUE = "[^\\s;,]*(?:,[0-9][^\\s;,]*)*";

  private static final String APART = " (?:[kKMGTPE]i?)?B"; // a byte unit as in 27 GB

  /** A label, quoted if it has spaces, and a value; limits may follow after semicolons. */
  private static final Pattern FIGURE =
      Pattern.compile(
          String.format(
              "(?:'((?:[^']|'')*)'|([^\\s=',][^\\s=]*))=(%1$s(?:%2$s)?)(?:;%1$s)*(?:[\\s,]|$)",
              VALUE, APART));

  private static final Pattern STATUS = Pattern.compile("\\b(OK|WARNING|CRITICAL|UNKNOWN)\\b");

  /** A number with its unit, if any. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:[.,][0-9]+)?[A-Za-z%]{0,5}");

  private static final Pattern BYTES = Pattern.compile("-?[0-9]{1,18}B");
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

  /** Returns whether a plugin wrote this: it has the name of a status, or numbers as data. */
  boolean isPlugins() {
    return STATUS.matcher(first).find()
        || figures.values().stream().anyMatch(value -> NUMBER.matcher(value).matches());
  }

  /** Parses the output of a plugin. */
  static PluginOutput parse(String output) {
    List<String> texts = new ArrayList<>();
    StringBuilder figures = new StringBuilder();
    boolean afterSecondBar = false; // from there on all lines are performance data
    for (String line : output.lines().dropWhile(String::isBlank).toList()) {
      int bar = afterSecondBar ? -1 : line.indexOf('|');
      if (afterSecondBar) {
        figures.append(line).append(' ');
      } else if (bar >= 0) {
        afterSecondBar = !texts.isEmpty();
        figures.append(line.substring(bar + 1)).append(' ');
      }
      if (bar >= 0 || !afterSecondBar) {
        texts.add((bar < 0 ? line : line.substring(0, bar)).strip());
      }
    }
    List<String> shown =
        texts.stream().limit(MOST_LINES).map(t -> ValueTexts.clean(t, LINE_CHARS)).toList();
    return new PluginOutput(
        shown.isEmpty() ? "" : shown.get(0),
        shown.stream().skip(1).filter(line -> !line.isEmpty()).toList(),
        figures(figures.toString()));
  }

  private static Map<String, String> figures(String text) {
    Map<String, String> figures = new LinkedHashMap<>();
    Matcher matcher = FIGURE.matcher(text);
    while (figures.size() < MOST_FIGURES && matcher.find()) {
      String label =
          matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("''", "'");
      String value = matcher.group(3);
      if (!value.isEmpty() && !value.equals("U")) { // U: could not be determined
        figures.put(ValueTexts.clean(label, 60), ValueTexts.clean(value, 40));
      }
    }
    return figures;
  }

  /** Formats a value for people: bytes such as {@code 27 GB}, anything else as it is. */
  static String inWords(String figure) {
    if (!BYTES.matcher(figure).matches()) {
      return figure;
    }
    double value = Double.parseDouble(figure.substring(0, figure.length() - 1));
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    boolean whole = unit == 0 || Math.abs(value) >= 9.95;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }
}
