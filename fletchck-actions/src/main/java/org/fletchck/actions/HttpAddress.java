package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses HTTP URLs. They may be secret, so no message quotes them. */
final class HttpAddress {

  private static final Pattern HOST =
      Pattern.compile(
          "(https?://(?:[^/?#@]*@)?)([^/?#:@\\[]+)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String AUTHORIZATION = "Authorization";
  private static final String BASIC = "Basic ";

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
      // replaced by the exception below, which does not quote the address
    }
    throw new IllegalArgumentException(
        "expected an address such as https://example.com/path"
            + (text.contains("@")
                ? "; percent-encode special characters in user name and password: %40 for @"
                : ""));
  }

  /**
   * Returns a request builder for an address. A user name and password in the address are sent as
   * credentials (RFC 7617, section 2) and are not part of the URI of the request, which may be
   * shown.
   */
  static HttpRequest.Builder request(URI address) {
    String login = address.getUserInfo();
    if (login == null || login.isEmpty()) {
      return HttpRequest.newBuilder(address);
    }
    byte[] credentials = (login.indexOf(':') < 0 ? login + ":" : login).getBytes(UTF_8);
    URI bare = URI.create(address.toString().replaceFirst("//[^/?#@]*@", "//"));
    return HttpRequest.newBuilder(bare)
        .setHeader(AUTHORIZATION, BASIC + Base64.getEncoder().encodeToString(credentials));
  }

  /** Returns the credentials of a request in all forms that a service might repeat. */
  static List<String> secrets(HttpRequest request) {
    List<String> secrets = new ArrayList<>();
    for (String value : request.headers().allValues(AUTHORIZATION)) {
      secrets.add(value);
      String token = value.substring(value.indexOf(' ') + 1);
      secrets.add(token);
      if (value.startsWith(BASIC)) {
        try {
          String login = new String(Base64.getDecoder().decode(token), UTF_8);
          secrets.add(login);
          secrets.add(login.substring(login.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
          // Not Base64: the token itself is masked.
        }
      }
    }
    return secrets;
  }

  /** Converts the host, which may be written in any script, to ASCII. */
  private static String withAsciiHost(String text) {
    Matcher parts = HOST.matcher(text);
    return parts.matches()
        ? parts.group(1) + DomainName.ascii(parts.group(2)) + parts.group(3)
        : text;
  }

  /** Validates the value of an option; a blank value counts as not set. */
  static void check(String text) {
    if (!text.isBlank()) {
      parse(text);
    }
  }
}
