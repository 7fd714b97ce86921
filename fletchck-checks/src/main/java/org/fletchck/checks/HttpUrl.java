package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP URL without user and fragment. Locations are parsed as browsers do (WHATWG URL Standard,
 * section 4.4), which accept much that RFC 3986 doesn't allow.
 *
 * @param origin scheme, host and port
 * @param path begins with a slash, includes the query; or the * of OPTIONS
 */
record HttpUrl(UrlOrigin origin, String path) {

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern AUTHORITY =
      Pattern.compile("^(?:.*@)?(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::([0-9]{0,8}))?$");
  private static final Pattern NAME = Pattern.compile("^[a-z0-9._-]+$");

  private static final int LARGEST_PORT = 65_535;

  /** Characters that are percent-encoded, in addition to spaces and non-ASCII. */
  private static final String NOT_IN_PATH = "\"<>^`{}";

  private static final String NOT_IN_QUERY = "\"<>'";

  /**
   * Resolves a Location against this URL (RFC 9110, section 10.2.2).
   *
   * @param location as it was sent, one byte per character
   * @throws IOException if a browser wouldn't follow it either
   */
  HttpUrl resolve(String location) throws IOException {
    String url = trimmed(location).replaceFirst("(?s)#.*", "");
    int mark = url.indexOf('?');
    String before = (mark < 0 ? url : url.substring(0, mark)).replace('\\', '/');
    String query = mark < 0 ? "" : "?" + encoded(url.substring(mark + 1), NOT_IN_QUERY);
    Matcher scheme = SCHEME.matcher(before);
    if (scheme.find()) {
      boolean tls = isTls(scheme.group(1));
      before = before.substring(scheme.end());
      if (tls != origin.tls() || before.startsWith("//")) {
        return absolute(tls, before, query);
      }
    } else if (before.startsWith("//")) {
      return absolute(origin.tls(), before, query);
    }
    if (before.isEmpty()) {
      return new HttpUrl(origin, mark < 0 ? inFull(path) : bare() + query);
    }
    String here = bare();
    String full = before.startsWith("/") ? before : here.replaceFirst("[^/]*$", "") + before;
    return new HttpUrl(origin, normal(full) + query);
  }

  private static boolean isTls(String scheme) throws IOException {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "http" -> false;
      default ->
          throw new IOException(
              "redirected to a URL with the scheme "
                  + ValueTexts.clean(scheme, 40)
                  + ", not http or https");
    };
  }

  /** Parses what follows the scheme: host, port and path. */
  private static HttpUrl absolute(boolean tls, String rest, String query) throws IOException {
    String noSlashes = rest.replaceFirst("^/+", "");
    int slash = noSlashes.indexOf('/');
    String authority = slash < 0 ? noSlashes : noSlashes.substring(0, slash);
    String path = slash < 0 ? "/" : noSlashes.substring(slash);
    if (authority.isEmpty()) {
      throw new IOException("redirected to a URL without a host");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.find()) {
      throw notHost(authority);
    }
    String digits = parts.group(2) == null ? "" : parts.group(2);
    int port = digits.isEmpty() ? UrlOrigin.defaultPort(tls) : Integer.parseInt(digits);
    if (port < 1 || port > LARGEST_PORT) {
      throw new IOException("redirected to port " + port + ", which doesn't exist");
    }
    return new HttpUrl(new UrlOrigin(tls, target(parts.group(1), port)), normal(path) + query);
  }

  private static Endpoint target(String host, int port) throws IOException {
    try {
      Endpoint target = Endpoint.of(decoded(host), port);
      if (host.startsWith("[") || NAME.matcher(target.host()).find()) {
        return target;
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new IOException(notHost(host).getMessage(), e);
    }
    throw notHost(host);
  }

  private static IOException notHost(String authority) {
    String shown = authority.replaceFirst("^.*@", ""); // there may be a password before it
    return new IOException("redirected to an invalid host: \"" + ValueTexts.clean(shown, 80) + '"');
  }

  /** Decodes a host that may be percent-encoded UTF-8. */
  private static String decoded(String host) throws CharacterCodingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%' && i + 2 < host.length() && isHex(host, i + 1) && isHex(host, i + 2)) {
        bytes.write(Integer.parseInt(host.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128;
  }

  private static String trimmed(String location) {
    int from = 0;
    int to = location.length();
    while (from < to && location.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && location.charAt(to - 1) <= ' ') {
      to--;
    }
    return location.substring(from, to).replaceAll("[\t\r\n]", "");
  }

  /** Returns the path without the query. */
  String bare() {
    return inFull(path).replaceFirst("(?s)\\?.*", "");
  }

  private static String inFull(String path) {
    return path.equals("*") ? "/" : path;
  }

  /** Removes the segments . and .. in any form, and encodes what can't be sent as it is. */
  private static String normal(String path) {
    List<String> kept = new ArrayList<>();
    String last = "";
    for (String segment : path.substring(1).split("/", -1)) {
      last = segment.replaceAll("(?i)%2e", ".");
      if (last.equals("..") && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      } else if (!last.equals("..") && !last.equals(".")) {
        kept.add(segment);
      }
    }
    if (last.equals(".") || last.equals("..")) {
      kept.add("");
    }
    return "/" + encoded(String.join("/", kept), NOT_IN_PATH);
  }

  private static String encoded(String part, String others) {
    StringBuilder result = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean fits = c > ' ' && c < 127 && others.indexOf(c) < 0;
      result.append(fits ? String.valueOf(c) : String.format("%%%02X", c & 0xff));
    }
    return result.toString();
  }

  /** Shows no path, which may be secret. */
  @Override
  public String toString() {
    return origin.toString();
  }
}
