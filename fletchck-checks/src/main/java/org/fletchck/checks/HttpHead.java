package org.fletchck.checks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status and header fields of an answer (RFC 9112, sections 4 and 5).
 *
 * @param status from 100 to 999
 * @param phrase what the server says of the status; may be empty
 * @param fields by name in lower case; the values of equal names are joined by commas
 */
record HttpHead(int status, String phrase, Map<String, String> fields) {

  private static final int LIMIT = 64 << 10;

  /**
   * Reads the head of the answer that isn't interim (RFC 9110, section 15.2). 101 counts as one.
   *
   * @throws IOException if it isn't HTTP or is longer than 64 KiB
   */
  static HttpHead read(HttpInput in) throws IOException {
    in.limit(LIMIT, "the headers of the answer are longer than 64 KiB");
    HttpHead head = readOne(in);
    while (head.status < 200 && head.status != 101) {
      head = readOne(in);
    }
    return head;
  }

  private static HttpHead readOne(HttpInput in) throws IOException {
    for (int expected : new int[] {'H', 'T', 'T', 'P', '/'}) {
      // Looked at byte by byte: something else may never send a line end.
      String sent = in.peek(60);
      int c = in.read();
      if (c < 0) {
        throw new IOException("the server closed the connection without an answer");
      }
      if (c != expected) {
        throw notHttp(sent.isEmpty() ? (char) c + in.peek(60) : sent);
      }
    }
    String line = in.line();
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("1.") || !isStatus(parts[1])) {
      throw notHttp("HTTP/" + line);
    }
    String phrase = parts.length < 3 ? "" : Texts.clean(parts[2].strip(), 60);
    return new HttpHead(Integer.parseInt(parts[1]), phrase, fields(in));
  }

  private static boolean isStatus(String text) {
    return text.length() == 3
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static IOException notHttp(String sent) {
    return new IOException("the answer is not HTTP/1: \"" + Texts.clean(sent, 40) + '"');
  }

  private static Map<String, String> fields(HttpInput in) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !last.isEmpty()) {
        fields.merge(last, line.strip(), (a, b) -> a + " " + b); // folded: section 5.2
      } else if (colon > 0) {
        last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.merge(last, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      } else {
        throw new IOException("the answer has a header without a colon");
      }
    }
    return fields;
  }

  /** Returns a field by its name in lower case. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Tells whether the answer points to another place. */
  boolean isRedirection() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> fields.containsKey("location");
      default -> false;
    };
  }

  /** Returns for example {@code HTTP 404 Not Found}. */
  @Override
  public String toString() {
    return phrase.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + phrase;
  }
}
