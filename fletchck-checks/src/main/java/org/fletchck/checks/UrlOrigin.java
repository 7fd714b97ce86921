package org.fletchck.checks;

/** Scheme, host and port of a URL: where secrets may be sent (RFC 9110, section 4.3.1). */
record UrlOrigin(boolean tls, Endpoint target) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Returns the default port with or without TLS. */
  static int defaultPort(boolean tls) {
    return tls ? HTTPS : HTTP;
  }

  /** Returns the value of the Host header. */
  String authority() {
    return target.authority(defaultPort(tls));
  }

  /** Returns the beginning of a URL, such as {@code https://example.org}. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority();
  }
}
