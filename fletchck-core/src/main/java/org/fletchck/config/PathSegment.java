package org.fletchck.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes a name as one segment of a URL path so that it survives any proxy. Proxies decode paths,
 * treat {@code %2F} as a slash, and remove dots and empty segments: what they would change is
 * written as two tildes and two hexadecimal digits.
 */
public final class PathSegment {

  private static final String ESCAPE = "~~";
  private static final Pattern ESCAPED = Pattern.compile("~~([0-9A-Fa-f]{2})");
  private static final Pattern CHANGED = Pattern.compile("[/\\\\;\\x00-\\x1F\\x7F]");

  private PathSegment() {}

  /** Returns a name as a segment, percent-encoded. */
  public static String encode(String name) {
    String safe = name;
    if (name.isEmpty()) {
      safe = ESCAPE;
    } else if (name.equals(".") || name.equals("..")) {
      safe = name.replace(".", escaped('.'));
    } else if (name.contains(ESCAPE) || CHANGED.matcher(name).find()) {
      safe = CHANGED.matcher(tildes(name)).replaceAll(m -> escaped(m.group().charAt(0)));
    }
    return URLEncoder.encode(safe, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  private static String tildes(String name) {
    return name.contains(ESCAPE) ? name.replace("~", escaped('~')) : name;
  }

  private static String escaped(char c) {
    return ESCAPE + "%02X".formatted((int) c);
  }

  /** Returns the name encoded by a segment whose percent-encoding has already been decoded. */
  public static String decode(String segment) {
    if (!segment.contains(ESCAPE)) {
      return segment;
    }
    return segment.equals(ESCAPE)
        ? ""
        : ESCAPED
            .matcher(segment)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }
}
