package org.fletchck.actions;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads addresses of the web, which may be secret and so are in no message. */
final class HttpAddress {

  private HttpAddress() {}

  static URI parse(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getPort() <= 65535 && uri.getPort() != 0) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // says the same as the end of this method, but quotes the address
    }
    throw new IllegalArgumentException("expected an address such as https://example.com/path");
  }

  /** Is the rule of an option; a blank value counts as none. */
  static void check(String text) {
    if (!text.isBlank()) {
      parse(text);
    }
  }
}
