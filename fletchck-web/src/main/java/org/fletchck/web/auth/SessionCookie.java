package org.fletchck.web.auth;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.http.Request;

/**
 * Names and writes cookies that no other site and no script gets (RFC 6265bis). Over TLS their
 * names begin with {@code __Host-}, so that no other host of the same domain can set one.
 */
final class SessionCookie {

  private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})");

  private SessionCookie() {}

  /**
   * Returns the full name. Cookies are shared by all ports of a host, on which several sites may
   * run; those that begin with {@code __Host-} also by all paths.
   */
  static String name(String name, Request request) {
    Matcher port = PORT.matcher(request.header("Host").orElse(""));
    String ofPort = port.matches() ? name + "-" + port.group(1) : name;
    return request.isSecure() ? "__Host-" + ofPort + request.base().replace('/', '!') : ofPort;
  }

  /** Returns the value of the header that sets the cookie; a zero duration deletes it. */
  static String of(String name, Request request, String value, Duration lasting) {
    return "%s=%s; Path=%s/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(
            name(name, request),
            value,
            request.isSecure() ? "" : request.base(),
            lasting.toSeconds(),
            request.isSecure() ? "; Secure" : "");
  }
}
