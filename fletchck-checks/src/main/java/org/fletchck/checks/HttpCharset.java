package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the charset of content as browsers do (WHATWG Encoding and HTML Standards): a byte order
 * mark takes precedence over the Content-Type header, and that over a declaration in the content.
 */
final class HttpCharset {

  /** How many bytes of the content are examined; browsers examine at least the first KiB. */
  private static final int BEGINNING = 8 << 10;

  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*[\"']\\s*([^\"'\\s>]+)");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|$)");
  private static final Pattern META = Pattern.compile("(?i)<meta[\\s/]([^>]*)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s\"'>/=]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");
  private static final Pattern IN_CONTENT =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([^\\s\"';,]+)");

  /** Two ASCII characters in UTF-16 at the beginning of HTML, XML or JSON. */
  private static final Pattern WIDE_LITTLE = Pattern.compile("^[<{\\[]\\x00[^\\x00]\\x00");

  private static final Pattern WIDE_BIG = Pattern.compile("^\\x00[<{\\[]\\x00[^\\x00]");

  private HttpCharset() {}

  /** Decodes content, without a byte order mark; as UTF-8 if nothing declares a charset. */
  static String text(HttpHead head, byte[] content, int length) {
    String start = new String(content, 0, Math.min(length, BEGINNING), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ef\u00bb\u00bf")) {
      return new String(content, 3, length - 3, StandardCharsets.UTF_8);
    }
    if (start.startsWith("\u00fe\u00ff")) {
      return new String(content, 2, length - 2, StandardCharsets.UTF_16BE);
    }
    if (start.startsWith("\u00ff\u00fe")) {
      return new String(content, 2, length - 2, StandardCharsets.UTF_16LE);
    }
    List<String> types = head.values("content-type");
    String type = types.isEmpty() ? "" : types.get(types.size() - 1).toLowerCase(Locale.ROOT);
    Charset charset = ofType(type).or(() -> said(type, start)).orElse(StandardCharsets.UTF_8);
    return new String(content, 0, length, charset);
  }

  private static Optional<Charset> ofType(String type) {
    for (String parameter : type.split(";", -1)) {
      String[] pair = parameter.strip().split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals("charset")) {
        Optional<Charset> found = named(pair[1].replaceAll("[\"']", "").strip());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the charset declared in the content. */
  private static Optional<Charset> said(String type, String start) {
    if (WIDE_LITTLE.matcher(start).find()) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (WIDE_BIG.matcher(start).find()) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (type.contains("json") || type.contains("javascript") || type.startsWith("text/plain")) {
      return Optional.empty();
    }
    Matcher xml = XML.matcher(start);
    Optional<Charset> found = xml.find() ? named(xml.group(1)) : meta(start);
    // A declaration that could be read as ASCII can't be UTF-16.
    return found.map(c -> c.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : c);
  }

  private static Optional<Charset> meta(String start) {
    Matcher tag = META.matcher(COMMENT.matcher(start).replaceAll(""));
    while (tag.find()) {
      Optional<Charset> found = attribute(tag.group(1));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Charset> attribute(String attributes) {
    Matcher each = ATTRIBUTE.matcher(attributes);
    String content = "";
    boolean isType = false;
    while (each.find()) {
      String value = value(each);
      switch (each.group(1).toLowerCase(Locale.ROOT)) {
        case "charset" -> {
          return named(value.strip());
        }
        case "http-equiv" -> isType = value.strip().equalsIgnoreCase("content-type");
        case "content" -> content = value;
        default -> {
          // says nothing about the charset
        }
      }
    }
    Matcher named = IN_CONTENT.matcher(content);
    return isType && named.find() ? named(named.group(1)) : Optional.empty();
  }

  private static String value(Matcher attribute) {
    for (int group = 2; group < 4; group++) {
      if (attribute.group(group) != null) {
        return attribute.group(group);
      }
    }
    return attribute.group(4);
  }

  /** Returns a charset by its name; for old ones the superset that browsers use instead. */
  private static Optional<Charset> named(String name) {
    try {
      Charset charset = Charset.forName(name);
      String larger =
          switch (charset.name()) {
            case "ISO-8859-1", "US-ASCII" -> "windows-1252";
            case "ISO-8859-9" -> "windows-1254";
            case "GB2312", "GBK" -> "GB18030";
            case "Shift_JIS" -> "windows-31j";
            case "EUC-KR" -> "x-windows-949";
            case "Big5" -> "Big5-HKSCS";
            case "TIS-620" -> "x-windows-874";
            case "UTF-16" -> "UTF-16LE";
            default -> charset.name();
          };
      return Optional.of(Charset.isSupported(larger) ? Charset.forName(larger) : charset);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // unknown here
    }
  }
}
