package org.fletchck.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Function;
import org.fletchck.spi.CleanText;

/**
 * Prints text that may come from anywhere, such as names in messages and answers of servers, so
 * that it can't control a terminal: control characters, and those that change the direction of
 * writing, become U+FFFD.
 */
final class PlainOutput extends PrintWriter {

  private final PrintWriter unfiltered;

  PlainOutput(PrintWriter to) {
    super(new Filter(to), true);
    unfiltered = to;
  }

  /** Returns the writer for text with colours that contains nothing from outside. */
  static PrintWriter unfiltered(PrintWriter out) {
    return out instanceof PlainOutput plain ? plain.unfiltered : out;
  }

  static String plain(String text) {
    return replaced(text, c -> "\ufffd");
  }

  /** Returns JSON in which such characters are escaped; they occur only inside strings. */
  static String escaped(String json) {
    return replaced(json, c -> String.format("\\u%04x", (int) c));
  }

  /** A carriage return belongs to a line end if a line feed follows. */
  private static String replaced(String text, Function<Character, String> replacement) {
    StringBuilder plain = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (CleanText.isOrder(c) && !lineEnd) {
        plain = plain == null ? new StringBuilder(text.substring(0, i)) : plain;
        plain.append(replacement.apply(c));
      } else if (plain != null) {
        plain.append(c);
      }
    }
    return plain == null ? text : plain.toString();
  }

  private static final class Filter extends FilterWriter {
    Filter(PrintWriter to) {
      super(to);
    }

    @Override
    public void write(int c) throws IOException {
      out.write(plain(String.valueOf((char) c)));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      out.write(plain(new String(text, from, length)));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      out.write(plain(text.substring(from, from + length)));
    }
  }
}
