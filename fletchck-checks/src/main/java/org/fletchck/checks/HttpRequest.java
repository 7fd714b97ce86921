package org.fletchck.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request (RFC 9112, section 3).
 *
 * @param method in upper case
 * @param path begins with a slash, includes the query; or the * of OPTIONS
 * @param headers what the user wants to send; may be secret
 * @param body what is sent after the headers; null for nothing
 */
record HttpRequest(String method, String path, Map<String, String> headers, @Nullable String body) {

  private static final Set<String> OURS =
      Set.of("content-length", "transfer-encoding", "connection", "upgrade", "expect", "te");

  /**
   * Checks a user's headers.
   *
   * @throws IllegalArgumentException if they can't be sent
   */
  static void checkHeaders(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (name.isEmpty() || !name.chars().allMatch(HttpRequest::isToken)) {
            throw new IllegalArgumentException(
                "expected header names such as X-Token: letters, digits and hyphens");
          }
          if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header " + name + " is set by the check itself");
          }
          if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                "expected a value for header " + name + " without line breaks");
          }
        });
  }

  /** Returns whether a character may occur in a method or header name (RFC 9110, section 5.6.2). */
  static boolean isToken(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  /** Returns a path or URL, percent-encoding the bytes that can't be sent as they are. */
  static String encoded(byte[] url) {
    StringBuilder result = new StringBuilder(url.length);
    for (byte b : url) {
      if (b > ' ' && b < 127) {
        result.append((char) b);
      } else {
        result.append(String.format("%%%02X", b & 0xff));
      }
    }
    return result.toString();
  }

  /** Returns this without the headers, which may be secret, for another origin. */
  HttpRequest forStrangers() {
    return new HttpRequest(method, path, Map.of(), body);
  }

  /** Returns the request to send after a redirect (RFC 9110, section 15.4). */
  HttpRequest redirected(int status, HttpUrl to) {
    boolean toGet =
        switch (status) {
          case 301, 302 -> method.equals("POST");
          case 303 -> !method.equals("HEAD");
          default -> false;
        };
    return new HttpRequest(toGet ? "GET" : method, to.path(), headers, toGet ? null : body);
  }

  /** Returns this with the cookies for an origin in addition to the user's own. */
  HttpRequest withCookies(Cookies cookies, UrlOrigin at) {
    String own =
        headers.entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase("Cookie"))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining("; "));
    String all = cookies.field(new HttpUrl(at, path), own);
    if (all.equals(own)) {
      return this;
    }
    Map<String, String> fields = new LinkedHashMap<>(headers);
    fields.keySet().removeIf("Cookie"::equalsIgnoreCase);
    fields.put("Cookie", all);
    return new HttpRequest(method, path, fields, body);
  }

  /** Sends this, waits until the response begins (phase {@code first}), and returns its input. */
  HttpInput send(TimedSteps steps, CheckConnection connection, UrlOrigin at, boolean compressed)
      throws IOException {
    byte[] bytes = encode(at, compressed);
    HttpInput in = new HttpInput(connection.in());
    steps.time(
        "first",
        "waiting for the response from " + at.target(),
        () -> {
          connection.out().write(bytes);
          return in.await();
        });
    return in;
  }

  /** Returns the bytes to send; {@code compressed} accepts a response in gzip or deflate. */
  byte[] encode(UrlOrigin origin, boolean compressed) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    ours(head, "Host", origin.authority());
    ours(head, "User-Agent", "fletchck");
    ours(head, "Accept", "*/*");
    if (compressed) {
      ours(head, "Accept-Encoding", "gzip, deflate");
    }
    headers.forEach((name, value) -> field(head, name, value));
    field(head, "Connection", "close");
    if (body != null) {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      field(head, "Content-Length", Integer.toString(length));
    }
    head.append("\r\n").append(body == null ? "" : body);
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Shows neither headers nor body nor path, any of which may be secret. */
  @Override
  public String toString() {
    return method + " request";
  }

  private void ours(StringBuilder head, String name, String value) {
    if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
      field(head, name, value);
    }
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
