package org.fletchck.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hides secrets in texts: literally, and as encoded in URLs, JSON, HTML and Base64. Short ones are
 * hidden only as whole words, and those of one to three characters not at all, because they would
 * be found everywhere.
 */
final class SecretFilter {

  static final SecretFilter NONE = new SecretFilter(null);

  private static final HexFormat HEX = HexFormat.of();
  private static final int SHORTEST = 4;
  private static final int ANYWHERE = 8;

  /** With this many bytes, the part of a Base64 text that depends on them alone is long enough. */
  private static final int BASE64_PART = 6;

  /** Longer secrets are hidden in pieces, because a very long pattern would exhaust the stack. */
  private static final int PIECE = 200;

  private static final String NO_WORD_BEFORE =
      "(?:(?<![\\p{L}\\p{N}])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[bfnrt])|(?<=\\\\u[0-9A-Fa-f]{4}))";
  private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";

  /** First characters of the encoded forms of one that is neither a letter nor a digit. */
  private static final String OTHERS = "%\\& +";

  private final @Nullable Pattern secrets;

  private SecretFilter(@Nullable Pattern secrets) {
    this.secrets = secrets;
  }

  /**
   * Creates a filter.
   *
   * @param secrets what to hide
   * @param users users whose passwords they may be, as in the Base64 form of {@code user:password}
   */
  static SecretFilter of(Collection<String> secrets, Collection<String> users) {
    Set<String> wholes = new LinkedHashSet<>();
    Set<String> parts = new LinkedHashSet<>();
    for (String secret : secrets) {
      for (String piece : pieces(secret)) {
        wholes.add(piece);
        byte[] bytes = piece.getBytes(UTF_8);
        if (bytes.length >= BASE64_PART) {
          parts.addAll(base64Parts(bytes));
        } else {
          wholes.addAll(base64(bytes));
          users.forEach(user -> wholes.addAll(base64((user + ":" + piece).getBytes(UTF_8))));
        }
      }
    }
    wholes.removeIf(whole -> whole.length() < SHORTEST);
    return wholes.isEmpty() && parts.isEmpty() ? NONE : new SecretFilter(pattern(wholes, parts));
  }

  String mask(String text) {
    return secrets == null ? text : secrets.matcher(text).replaceAll(Options.MASK);
  }

  private static List<String> pieces(String secret) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < secret.length(); ) {
      int to = Math.min(from + PIECE, secret.length());
      if (to < secret.length() && Character.isLowSurrogate(secret.charAt(to))) {
        to++;
      }
      pieces.add(secret.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** Returns the parts common to all Base64 texts of these bytes, whatever is around them. */
  private static Set<String> base64Parts(byte[] bytes) {
    Set<String> parts = new LinkedHashSet<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      int first = (before * 8 + 5) / 6;
      int end = shifted.length * 8 / 6;
      base64(shifted).forEach(text -> parts.add(text.substring(first, end)));
    }
    return parts;
  }

  private static Set<String> base64(byte[] bytes) {
    return new LinkedHashSet<>(
        List.of(
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }

  /** Starts with a lookahead for the first characters of secrets: most places have none of them. */
  private static Pattern pattern(Set<String> wholes, Set<String> parts) {
    Set<String> all = new LinkedHashSet<>(wholes);
    all.addAll(parts);
    Set<Integer> beginnings = new TreeSet<>(); // each once: a small class is fast
    StringBuilder forms = new StringBuilder();
    all.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(
            text -> {
              int first = text.codePointAt(0);
              beginnings.add(first);
              if (!isPlain(first)) {
                OTHERS.chars().forEach(beginnings::add);
              }
              if (Character.isISOControl(first)) {
                beginnings.add((int) '\ufffd');
              }
              boolean word = text.length() < ANYWHERE && !parts.contains(text);
              forms.append(forms.isEmpty() ? "" : "|").append(word ? asWord(text) : shapes(text));
            });
    String one =
        beginnings.stream().map(SecretFilter::exactly).collect(Collectors.joining("", "[", "]"));
    return Pattern.compile("(?=" + one + ")(?:" + forms + ")");
  }

  private static String asWord(String text) {
    boolean before = Character.isLetterOrDigit(text.codePointAt(0));
    boolean after = Character.isLetterOrDigit(text.codePointBefore(text.length()));
    return (before ? NO_WORD_BEFORE : "") + shapes(text) + (after ? NO_WORD_AFTER : "");
  }

  private static String shapes(String text) {
    StringBuilder shapes = new StringBuilder();
    text.codePoints().forEach(c -> shapes.append(isPlain(c) ? exactly(c) : shapes(c)));
    return shapes.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static String exactly(int c) {
    return isPlain(c) ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}";
  }

  /** Returns the forms of one character: itself, and in URLs, JSON and HTML. */
  private static String shapes(int c) {
    String itself = Character.toString(c);
    List<String> shapes = new ArrayList<>(List.of(exactly(c)));
    StringBuilder inAddress = new StringBuilder();
    for (byte b : itself.getBytes(UTF_8)) {
      inAddress.append('%').append(HEX.toHexDigits(b));
    }
    shapes.add("(?i:" + inAddress + ")");
    StringBuilder inJson = new StringBuilder();
    itself.chars().forEach(unit -> inJson.append("\\\\u").append(HEX.toHexDigits((char) unit)));
    shapes.add("(?i:" + inJson + ")");
    shapes.add("&#0*" + c + ";");
    shapes.add("(?i:&#x0*" + Integer.toHexString(c) + ";)");
    switch (c) {
      case ' ' -> shapes.add("\\+");
      case '"' -> shapes.addAll(List.of("\\\\\"", "&quot;"));
      case '\\', '/' -> shapes.add("\\\\\\x{" + Integer.toHexString(c) + "}");
      case '&' -> shapes.add("&amp;");
      case '<' -> shapes.add("&lt;");
      case '>' -> shapes.add("&gt;");
      case '\'' -> shapes.add("&apos;");
      case '\t' -> shapes.addAll(List.of("\\\\t", " "));
      default -> {
        if (Character.isISOControl(c)) {
          shapes.add("\ufffd"); // as shown
        }
      }
    }
    return "(?:" + String.join("|", shapes) + ")";
  }
}
