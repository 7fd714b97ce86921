package org.fletchck.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The status and headers of a response (RFC 9112, sections 4 and 5).
 *
 * @param status from 100 to 999
 * @param phrase the server's words for the status; may be empty
 * @param fields the values of each header in their order, by its name in lower case
 */
record HttpHead(int status, String phrase, Map<String, List<String>> fields) {

  private static final int LIMIT = 64 << 10;

  /**
   * Reads the head of the final response (RFC 9110, section 15.2). 101 counts as final.
   *
   * @throws IOException if it isn't HTTP or is longer than 64 KiB
   */
  static HttpHead read(HttpInput in) throws IOException {
    in.limit(LIMIT, "the headers of the response are longer than 64 KiB");
    HttpHead head = readOne(in);
    while (head.status < 200 && head.status != 101) {
      head = readOne(in);
    }
    return head;
  }

  private static HttpHead readOne(HttpInput in) throws IOException {
    for (int expected : new int[] {'H', 'T', 'T', 'P', '/'}) {
      // Byte by byte, as a server that doesn't speak HTTP may never end the line.
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
    String phrase = parts.length < 3 ? "" : ValueTexts.clean(parts[2].strip(), 60);
    return new HttpHead(Integer.parseInt(parts[1]), phrase, fields(in));
  }

  private static boolean isStatus(String text) {
    return text.length() == 3
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static IOException notHttp(String sent) {
    return new IOException("the response is not HTTP/1: \"" + ValueTexts.said(sent, 40) + '"');
  }

  private static Map<String, List<String>> fields(HttpInput in) throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> last = List.of();
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !last.isEmpty()) {
        int end = last.size() - 1;
        last.set(end, last.get(end) + " " + line.strip()); // folded: section 5.2
      } else if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        last = fields.computeIfAbsent(name, n -> new ArrayList<>(1));
        last.add(line.substring(colon + 1).strip());
      } else {
        throw new IOException("the response has a header without a colon");
      }
    }
    return fields;
  }

  /** Returns a header by its name in lower case; several values are joined by commas. */
  Optional<String> field(String name) {
    return fields.containsKey(name)
        ? Optional.of(String.join(", ", values(name)))
        : Optional.empty();
  }

  /** Returns the values of a header by its name in lower case. */
  List<String> values(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Returns whether this redirects to another URL. An empty Location counts as missing. */
  boolean isRedirection() {
    return switch (status) {
      case 300, 301, 302, 303, 307, 308 -> values("location").stream().anyMatch(l -> !l.isEmpty());
      default -> false;
    };
  }

  /**
   * Returns the Location of a redirect, which may be sent twice.
   *
   * @throws IOException if there are several different ones
   */
  String location() throws IOException {
    List<String> different =
        values("location").stream().filter(l -> !l.isEmpty()).distinct().toList();
    if (different.size() != 1) {
      throw new IOException("redirected to several URLs at once");
    }
    return different.get(0);
  }

  /** Returns for example {@code HTTP 404 Not Found}. */
  @Override
  public String toString() {
    return phrase.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + phrase;
  }
}
