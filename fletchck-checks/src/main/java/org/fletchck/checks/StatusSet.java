package org.fletchck.checks;

import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP status codes that pass, such as {@code 200-299,301}.
 *
 * @param text as the user wrote it
 * @param ranges with both ends included
 */
record StatusSet(String text, List<Range> ranges) {

  record Range(int first, int last) {}

  /**
   * Parses codes and ranges separated by commas.
   *
   * @throws IllegalArgumentException if it is invalid; the message says what would work
   */
  static StatusSet parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = code(dash < 0 ? part : part.substring(0, dash), text);
      int last = dash < 0 ? first : code(part.substring(dash + 1), text);
      if (last < first) {
        throw unreadable(text);
      }
      ranges.add(new Range(first, last));
    }
    return new StatusSet(text.replace(" ", ""), List.copyOf(ranges));
  }

  private static int code(String digits, String text) {
    try {
      int code = Integer.parseInt(digits.strip());
      if (code >= 100 && code <= 999) {
        return code;
      }
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
    throw unreadable(text);
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "expected codes from 100 to 999 such as 200-299,301, found \"" + text + '"');
  }

  boolean contains(int status) {
    return ranges.stream().anyMatch(r -> r.first() <= status && status <= r.last());
  }

  @Override
  public String toString() {
    return text;
  }
}
