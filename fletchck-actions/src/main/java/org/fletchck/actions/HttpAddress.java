package org.fletchck.actions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of the web, which may be secret and so are in no message. */
final class HttpAddress {

  private static final Pattern HOST =
      Pattern.compile("(https?://)([^/?#:@\\[]+)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private HttpAddress() {}

  static URI parse(String text) {
    try {
      URI uri = new URI(withAsciiHost(text.strip()));
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getPort() <= 65535 && uri.getPort() != 0) {
        return URI.create(uri.toASCIIString());
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // says the same as the end of this method, but quotes the address
    }
    throw new IllegalArgumentException("expected an address such as https://example.com/path");
  }

  /** A host may be written in any script, but goes over the wire in ASCII. */
  private static String withAsciiHost(String text) {
    Matcher parts = HOST.matcher(text);
    return parts.matches()
        ? parts.group(1) + DomainName.ascii(parts.group(2)) + parts.group(3)
        : text;
  }

  /** Is the rule of an option; a blank value counts as none. */
  static void check(String text) {
    if (!text.isBlank()) {
      parse(text);
    }
  }
}
