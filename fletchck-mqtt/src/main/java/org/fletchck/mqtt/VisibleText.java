package org.fletchck.mqtt;

/** Makes of what others sent a text that can be shown anywhere. */
final class VisibleText {

  private VisibleText() {}

  /** Returns a text on one line: control characters as {@code \}{@code u001b}, and cut. */
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

  /** Tells whether all of a text is as it looks. */
  static boolean isVisible(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that turn the direction of writing
          Character.SURROGATE, // half of a character
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
