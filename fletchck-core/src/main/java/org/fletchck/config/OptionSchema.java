package org.fletchck.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fletchck.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * Describes a declared option as a JSON Schema: what {@link Option#read} accepts, with or without a
 * warning, and a string with a reference in place of any value. Rules that are code are left out.
 */
final class OptionSchema {

  private static final String REFERENCE = "\\$\\{(?:env|file):[^}]+\\}";
  private static final String TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?"
          + "(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2}){0,2})";
  private static final List<String> SCALAR = List.of("string", "number", "boolean", "null");
  private static final Pattern NOT_PLAIN = Pattern.compile("[a-z]|[\\\\^$.|?*+()\\[\\]{}/]");

  private OptionSchema() {}

  /** Returns the definitions that {@link #properties} and {@link #given} refer to. */
  static Map<String, Object> definitions() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("text", Map.of("type", SCALAR));
    parts.put(
        "texts",
        keywords(
            Map.of("type", List.of("array", "string", "null"), "items", Map.of("type", SCALAR))));
    parts.put(
        "map",
        anyOf(
            Map.of(
                "type",
                "object",
                "patternProperties",
                Map.of("^//", true),
                "additionalProperties",
                ref("text")),
            text("")));
    parts.put(
        "flag",
        anyOf(
            Map.of("type", "boolean"),
            Map.of("enum", List.of(0, 1)),
            text(anyCase(List.of("true", "yes", "on", "1", "false", "no", "off", "0")))));
    parts.put("wholeText", text("[+-]?[0-9]+(?:\\.0*)?(?:[eE]\\+?[0-9]+)?"));
    parts.put("numberText", text("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"));
    parts.put(
        "given",
        Map.of(
            "not",
            anyOf(
                Map.of("type", "null"),
                Map.of("type", "string", "pattern", "^\\s*$"),
                Map.of("type", "array", "maxItems", 0))));
    return parts;
  }

  /** Returns the schemas of options under all their names. */
  static Map<String, Object> properties(Collection<Option<?>> options) {
    Map<String, Object> properties = new LinkedHashMap<>();
    options.forEach(option -> option.names().forEach(name -> properties.put(name, of(option))));
    return properties;
  }

  /** Returns a schema that requires an option, under any of its names. */
  static Map<String, Object> given(Option<?> option) {
    List<Map<String, Object>> ways =
        option.names().stream()
            .map(
                name ->
                    keywords(
                        Map.of(
                            "required", List.of(name), "properties", Map.of(name, ref("given")))))
            .toList();
    return ways.size() == 1 ? ways.get(0) : Map.of("anyOf", ways);
  }

  static Map<String, Object> ref(String part) {
    return Map.of("$ref", "#/$defs/" + part);
  }

  /** Returns keywords in a stable order. */
  static Map<String, Object> keywords(Map<String, ?> keywords) {
    return new TreeMap<>(keywords);
  }

  private static Map<String, Object> of(Option<?> option) {
    Map<String, Object> schema = new TreeMap<>(values(option));
    String fallback = option.fallbackText();
    Object plain = option.fallback().map(OptionSchema::plain).orElse(null);
    boolean said = plain != null || fallback.isEmpty();
    schema.put("description", option.description() + (said ? "" : ". Default: " + fallback));
    if (plain != null) {
      schema.put("default", plain);
    }
    return schema;
  }

  private static Map<String, Object> values(Option<?> option) {
    if (option == CheckKeys.PAUSED) {
      return anyOf(Map.of("type", "boolean"), text("true|false|" + TIME));
    }
    if (option == SiteKeys.UPLINK) {
      return anyOf(ref("texts"), uplink());
    }
    return switch (option.kind()) {
      case TEXT -> ref("text");
      case INTEGER -> anyOf(number("integer", option), ref("wholeText"));
      case NUMBER, SECONDS -> anyOf(number("number", option), ref("numberText"));
      case FLAG -> ref("flag");
      case CHOICE -> choice(option);
      case LIST, CHECKS -> ref("texts");
      case MAP -> ref("map");
    };
  }

  private static Map<String, Object> uplink() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties(UplinkKeys.ALL));
    schema.put("allOf", List.of(given(UplinkKeys.CHECKS)));
    return schema;
  }

  private static Map<String, Object> number(String type, Option<?> option) {
    Map<String, Object> schema = keywords(Map.of("type", type));
    boolean whole = option.kind() == Option.Kind.INTEGER;
    limit(schema, "minimum", option.least(), whole ? Integer.MIN_VALUE : null);
    limit(schema, "maximum", option.most(), whole ? Integer.MAX_VALUE : null);
    if (option.kind() == Option.Kind.SECONDS && option.least() == null) {
      schema.put("exclusiveMinimum", 0);
    }
    return schema;
  }

  private static void limit(
      Map<String, Object> schema, String keyword, @Nullable Double given, @Nullable Integer other) {
    if (given != null) {
      schema.put(keyword, plain(given));
    } else if (other != null) {
      schema.put(keyword, other);
    }
  }

  private static Map<String, Object> choice(Option<?> option) {
    List<Object> words = new ArrayList<>(option.choices());
    List<String> texts = new ArrayList<>(option.choices());
    if (!option.flagWords().isEmpty()) {
      words.addAll(List.of(true, false));
      texts.addAll(List.of("true", "false"));
    }
    return anyOf(Map.of("enum", words), text(anyCase(texts)));
  }

  /** Returns a schema that accepts null, strings of that form, and strings with a reference. */
  private static Map<String, Object> text(String form) {
    String pattern = (form.isEmpty() ? "" : "^\\s*(?:" + form + ")\\s*$|") + REFERENCE;
    return keywords(Map.of("type", List.of("string", "null"), "pattern", pattern));
  }

  private static String anyCase(List<String> words) {
    return words.stream()
        .map(word -> NOT_PLAIN.matcher(word).replaceAll(OptionSchema::spelled))
        .collect(Collectors.joining("|"));
  }

  private static String spelled(MatchResult found) {
    String c = found.group();
    String upper = c.toUpperCase(Locale.ROOT);
    return upper.equals(c) ? "\\\\\\" + c : "[" + upper + c + "]";
  }

  @SafeVarargs
  private static Map<String, Object> anyOf(Map<String, Object>... ways) {
    List<Map<String, Object>> sorted = new ArrayList<>();
    for (Map<String, Object> way : ways) {
      sorted.add(keywords(way));
    }
    return Map.of("anyOf", sorted);
  }

  /** Returns a value as it would be written in the file. */
  private static Object plain(Object value) {
    if (value instanceof Duration time) {
      return plain(time.toNanos() / 1e9);
    }
    return value instanceof Double number && number % 1 == 0
        ? RawValues.number(number.longValue())
        : RawValues.value(value);
  }
}
