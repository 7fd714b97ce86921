package org.fletchck.checks;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port of a URL: whom secrets may be sent to (RFC 9110, section 4.3.1). */
record Origin(boolean tls, Target target) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Returns the default port with or without TLS. */
  static int defaultPort(boolean tls) {
    return tls ? HTTPS : HTTP;
  }

  /**
   * Returns the origin of a URL.
   *
   * @throws IOException if it isn't one of HTTP
   */
  static Origin of(URI url) throws IOException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    @Nullable String host = url.getHost();
    if (!(scheme.equals("https") || scheme.equals("http")) || host == null) {
      throw new IOException("redirected to what is not a URL of HTTP");
    }
    boolean tls = scheme.equals("https");
    try {
      return new Origin(tls, Target.of(host, url.getPort() < 0 ? defaultPort(tls) : url.getPort()));
    } catch (IllegalArgumentException e) {
      throw new IOException("redirected to what is not a host", e);
    }
  }

  /** Returns the URL that a Location field names, seen from a path here (RFC 9110, 10.2.2). */
  URI resolve(String path, String location) throws IOException {
    String url = HttpRequest.encoded(location.getBytes(StandardCharsets.ISO_8859_1));
    if (url.startsWith("?")) { // URI drops the last part of the path, which RFC 3986 keeps
      int query = path.indexOf('?');
      url = (query < 0 ? path : path.substring(0, query)) + url;
    }
    try {
      return new URI(this + path).resolve(new URI(url));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("redirected to what is not a URL", e);
    }
  }

  /** Returns the Host field. */
  String authority() {
    return target.authority(defaultPort(tls));
  }

  /** Returns the beginning of a URL, as {@code https://example.org}. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority();
  }
}
