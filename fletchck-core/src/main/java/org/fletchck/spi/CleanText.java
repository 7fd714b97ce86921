package org.fletchck.spi;

/**
 * Removes from external text what controls a terminal, or makes the text read differently from what
 * it is: escape sequences are removed as a whole (ECMA-48); other control characters, and those
 * that change the writing direction, become U+FFFD.
 */
public final class CleanText {

  private static final char REPLACEMENT = '\ufffd';
  private static final char ESCAPE = '\u001b';

  private final String text;
  private final boolean oneLine;
  private final StringBuilder clean;
  private int at;

  private CleanText(String text, int from, boolean oneLine) {
    this.text = text;
    this.oneLine = oneLine;
    clean = new StringBuilder(text.length()).append(text, 0, from);
    at = from;
  }

  /** Returns a text without these; line ends and tabs stay. */
  public static String of(String text) {
    return of(text, false);
  }

  /** Returns a text without these, on one line: line ends and tabs become spaces. */
  public static String line(String text) {
    return of(text, true);
  }

  /**
   * Returns whether a character by itself may control a terminal. Line feed and tab don't; a
   * carriage return does, unless a line feed follows.
   */
  public static boolean isOrder(char c) {
    return switch (c) {
      case '\n', '\t' -> false;
      case '\u061c', '\u200e', '\u200f' -> true;
      default ->
          Character.isISOControl(c)
              || (c >= '\u202a' && c <= '\u202e')
              || (c >= '\u2066' && c <= '\u2069');
    };
  }

  private static String of(String text, boolean oneLine) {
    for (int i = 0; i < text.length(); i++) {
      if (needsCare(text.charAt(i), oneLine)) {
        return new CleanText(text, i, oneLine).cleaned();
      }
    }
    return text;
  }

  private static boolean needsCare(char c, boolean oneLine) {
    if (c >= ' ' && c < '\u007f') { // nearly all
      return false;
    }
    return isOrder(c) || c == '\u2028' || c == '\u2029' || (oneLine && (c == '\n' || c == '\t'));
  }

  private String cleaned() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '\r' -> {
          if (peek() == '\n') {
            at++;
            lineEnd();
          } else {
            clean.append(oneLine ? ' ' : REPLACEMENT);
          }
        }
        case '\n', '\u0085', '\u2028', '\u2029' -> lineEnd();
        case '\t' -> clean.append(oneLine ? ' ' : '\t');
        case ESCAPE -> sequence();
        case '\u009b' -> control();
        case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f' -> string();
        default -> clean.append(isOrder(c) ? REPLACEMENT : c);
      }
    }
    return oneLine ? clean.toString().strip() : clean.toString();
  }

  private void lineEnd() {
    clean.append(oneLine ? ' ' : '\n');
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Skips what begins with ESC (ECMA-48, section 5.3 and ECMA-35, section 13). */
  private void sequence() {
    switch (peek()) {
      case '[' -> {
        at++;
        control();
      }
      case ']', 'P', 'X', '^', '_' -> {
        at++;
        string();
      }
      default -> {
        skip(' ', '/');
        if (peek() < '0' || peek() > '~') {
          clean.append(REPLACEMENT);
        } else {
          at++;
        }
      }
    }
  }

  /** Skips a control sequence: parameters, intermediate bytes, one final byte. */
  private void control() {
    skip('0', '?');
    skip(' ', '/');
    if (peek() >= '@' && peek() <= '~') {
      at++;
    } else {
      clean.append(REPLACEMENT);
    }
  }

  /** Skips a control string; one without an end would hide all that follows, so that stays. */
  private void string() {
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean terminator = c == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '\\';
      if (c == '\u0007' || c == '\u009c' || terminator) {
        at = terminator ? i + 2 : i + 1;
        return;
      }
    }
    clean.append(REPLACEMENT);
  }

  private void skip(char first, char last) {
    while (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
      at++;
    }
  }
}
