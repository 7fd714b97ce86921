package org.fletchck.actions;

import java.util.Locale;
import java.util.stream.Stream;

/** How a connection to a mail server is encrypted. */
enum MailTls {
  /** From the first byte (RFC 8314, section 3.3). */
  IMPLICIT(465),
  /** From STARTTLS on (RFC 3207); without it nothing is sent. */
  STARTTLS(587),
  /** Not at all. */
  NONE(25);

  private final int port;

  MailTls(int port) {
    this.port = port;
  }

  static MailTls of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String[] words() {
    return Stream.of(values()).map(MailTls::word).toArray(String[]::new);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the default port. */
  int port() {
    return port;
  }
}
