package org.fletchck.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that make a browser careful. */
final class SecurityHeaders {

  /** A page takes everything from its own server, and runs or styles nothing inline. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final String A_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /** Returns the answer to a request with them; what a handler has set stays. */
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
