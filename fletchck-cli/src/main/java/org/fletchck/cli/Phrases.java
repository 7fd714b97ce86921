package org.fletchck.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.fletchck.config.NearMiss;
import org.fletchck.config.SiteFile;

/** Phrases that several commands use. */
final class Phrases {

  private Phrases() {}

  /** Returns {@code 1 check}, {@code 2 checks}. */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Returns a duration in its two largest units, such as {@code 2 h 5 min}. */
  static String lasting(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** Returns an exception that says there is no such check, and which name was probably meant. */
  static InputException noSuchCheck(String name, Collection<String> known) {
    String near =
        NearMiss.nearest(name, known)
            .map(found -> "; did you mean \"" + found + "\"?")
            .orElse("; 'fletchck next' lists the checks");
    return new InputException("there is no check named \"" + name + "\"" + near);
  }

  /** Returns an exception that says there is no such action, and which name was probably meant. */
  static InputException noSuchAction(String name, Collection<String> known) {
    String near =
        NearMiss.nearest(name, known)
            .map(found -> "; did you mean \"" + found + "\"?")
            .orElse(known.isEmpty() ? "" : "; known actions: " + String.join(", ", known));
    return new InputException("there is no action named \"" + name + "\"" + near);
  }

  /** Returns JSON on one line: line ends inside strings are escaped, so those found are layout. */
  static String json(Map<String, ?> values) {
    String line = SiteFile.format(values).strip().replaceAll(",\n *", ", ").replaceAll("\n *", "");
    return PlainOutput.escaped(line);
  }

  /** Returns a text of several lines as one. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
