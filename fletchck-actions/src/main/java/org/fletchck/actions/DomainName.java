package org.fletchck.actions;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Converts host and domain names to ASCII, as protocols require (RFC 3490). */
final class DomainName {

  private DomainName() {}

  /**
   * Returns the name in ASCII.
   *
   * @throws IllegalArgumentException if it is invalid or can't be converted unambiguously
   */
  static String ascii(String name) {
    if (isAscii(name)) {
      return name;
    }
    // Java converts these by the older standard, which yields somebody else's domain.
    if (name.matches(".*[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D].*")) {
      throw new IllegalArgumentException(
          "expected the ASCII form of a domain, such as xn--strae-oqa.de, found \""
              + PlainLine.oneLine(name, 60)
              + '"');
    }
    return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
  }

  static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }
}
