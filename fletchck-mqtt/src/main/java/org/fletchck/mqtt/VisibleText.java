package org.fletchck.mqtt;

/** Makes text from others safe to show anywhere. */
final class VisibleText {

  private VisibleText() {}

  /**
   * Returns a text as one line of limited length, with control characters as {@code \}{@code
   * u001b}.
   */
  static String line(String text, int most) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (plain.length() >= most) {
        return plain.append("...").toString();
      }
      if (c == '\t') {
        plain.append(' ');
      } else if (isVisible(c)) {
        plain.appendCodePoint(c);
      } else {
        plain.append(String.format("\\u%04x", c));
      }
      i += Character.charCount(c);
    }
    return plain.toString();
  }

  /** Returns whether a text has only visible characters. */
  static boolean isVisible(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that change the direction of writing
          Character.SURROGATE, // half of a character
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
