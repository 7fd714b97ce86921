package org.fletchck.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints texts whose parts may come from anywhere, such as names in messages and answers of
 * servers, so that they can't give orders to a terminal: control characters, and those that turn
 * the direction of writing, become U+FFFD.
 */
final class PlainOutput extends PrintWriter {

  private static final Pattern ORDERS =
      Pattern.compile(
          "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
              + "|\\r(?!\\n)");
  private static final String REPLACEMENT = "\ufffd";

  private final PrintWriter unfiltered;

  PlainOutput(PrintWriter to) {
    super(new Filter(to), true);
    unfiltered = to;
  }

  /** Returns where texts go that are made of nothing from outside, with colours. */
  static PrintWriter unfiltered(PrintWriter out) {
    return out instanceof PlainOutput plain ? plain.unfiltered : out;
  }

  static String plain(String text) {
    return ORDERS.matcher(text).replaceAll(REPLACEMENT);
  }

  /** Returns JSON in which such characters are escaped; those it has are inside of texts. */
  static String escaped(String json) {
    return ORDERS
        .matcher(json)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(String.format("\\u%04x", (int) found.group().charAt(0))));
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
