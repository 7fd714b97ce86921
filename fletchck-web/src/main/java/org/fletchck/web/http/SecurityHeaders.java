package org.fletchck.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that turn on the protections of a browser. */
final class SecurityHeaders {

  /** A page loads everything from its own server, and has no inline scripts or styles. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final String A_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /** Returns a response with the headers added; those that a handler has set are kept. */
  static Response added(Request request, Response response) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    // With "no-referrer" browsers send "Origin: null" with forms.
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cache-Control", "no-store");
    if (request.isSecure()) {
      headers.put("Strict-Transport-Security", A_YEAR);
    }
    Response with = response;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      boolean isSet =
          response.headers().keySet().stream().anyMatch(header.getKey()::equalsIgnoreCase);
      with = isSet ? with : with.with(header.getKey(), header.getValue());
    }
    return with;
  }
}
