package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/**
 * Encodes texts as values of HTTP headers, which are one line of ASCII (RFC 9110, section 5.5).
 * Non-ASCII text is encoded as in mails (RFC 2047): services that accept text in headers decode
 * that, and others show its ASCII characters.
 */
final class HeaderText {

  private static final int MOST = 8000;

  /** Servers accept about 8,000 bytes, and encoded text is up to six times as long. */
  private static final int MOST_ENCODED = 1000;

  private HeaderText() {}

  static String of(String text) {
    String line = PlainLine.oneLine(text, MOST);
    if (US_ASCII.newEncoder().canEncode(line)) {
      return line;
    }
    try {
      return MimeUtility.encodeText(PlainLine.cut(line, MOST_ENCODED), "UTF-8", null)
          .replaceAll("\\s+", " ");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }
}
