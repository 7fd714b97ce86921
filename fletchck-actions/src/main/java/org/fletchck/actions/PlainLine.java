package org.fletchck.actions;

import java.util.List;

/** Makes text from elsewhere presentable: one line of limited length. */
final class PlainLine {

  /** Names beyond this number are only counted. */
  private static final int NAMES = 20;

  private PlainLine() {}

  /** Returns the text as one line: newlines and control characters become spaces. */
  static String oneLine(String text, int most) {
    return cut(text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip(), most);
  }

  /** Returns the names separated by commas, each shortened, and the number of those left out. */
  static String names(List<String> names) {
    String shown =
        String.join(", ", names.stream().limit(NAMES).map(n -> oneLine(n, 100)).toList());
    return names.size() > NAMES ? shown + " and " + (names.size() - NAMES) + " more" : shown;
  }

  /** Returns the text, or its beginning and an ellipsis. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
