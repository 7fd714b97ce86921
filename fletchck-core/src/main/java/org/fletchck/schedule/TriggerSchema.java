package org.fletchck.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a trigger in the site file, for the schema of that file. */
public final class TriggerSchema {

  private static final Pattern LETTER = Pattern.compile("[a-z]");
  private static final List<String> OBJECT = List.of("object", "null");
  private static final Map<String, Object> NULL = Map.of("type", "null");

  /** A whole number above zero, or a string that spells one. */
  private static final Map<String, Object> ABOVE_ZERO =
      either(
          Map.of("type", "integer", "minimum", 1),
          Map.of("type", "string", "pattern", "[1-9]"),
          Map.of());

  private TriggerSchema() {}

  /** Returns a JSON Schema (2020-12) as plain Java values; it accepts null too. */
  public static Map<String, Object> of() {
    String interval = TriggerKind.INTERVAL.key();
    String cron = TriggerKind.CRON.key();
    Map<String, Object> kinds = new LinkedHashMap<>();
    kinds.put(interval, interval());
    kinds.put(cron, cron());
    Map<String, Object> nothing =
        new TreeMap<>(
            Map.of("patternProperties", Map.of("^//", true), "additionalProperties", NULL));
    return new TreeMap<>(
        Map.of(
            "type",
            OBJECT,
            "properties",
            kinds,
            "anyOf",
            List.of(nothing, only(interval, cron), only(cron, interval))));
  }

  private static Map<String, Object> only(String kind, String other) {
    Map<String, Object> kinds = new TreeMap<>(Map.of(kind, Map.of("type", "object"), other, NULL));
    return new TreeMap<>(Map.of("required", List.of(kind), "properties", kinds));
  }

  private static Map<String, Object> interval() {
    Map<String, Object> fields = new LinkedHashMap<>();
    IntervalTrigger.limits().forEach((field, most) -> fields.put(field, whole(most, "")));
    return object(fields, ABOVE_ZERO);
  }

  private static Map<String, Object> cron() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (CronField field : CronField.values()) {
      fields.put(
          field.key(),
          either(
              Map.of(
                  "type",
                  List.of("integer", "null"),
                  "minimum",
                  field.min(),
                  "maximum",
                  field.max()),
              Map.of("type", "string", "pattern", field.pattern()),
              Map.of("description", field.expected().replaceFirst("expected ", ""))));
    }
    return object(fields, Map.of("not", NULL));
  }

  /** Adds the fields of both kinds; at least one of those so far must have a value like this. */
  private static Map<String, Object> object(Map<String, Object> fields, Map<String, Object> one) {
    List<Map<String, Object>> given =
        fields.keySet().stream()
            .map(field -> Map.of("required", List.of(field), "properties", Map.of(field, one)))
            .map(needed -> (Map<String, Object>) new TreeMap<>(needed))
            .toList();
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("start_date", date("No runs before this time, such as 2025-06-15 10:30"));
    all.put("end_date", date("No runs after this time, such as 2025-06-15T10:30:00+02:00"));
    all.put(
        "timezone",
        new TreeMap<>(
            Map.of(
                "type",
                List.of("string", "null"),
                "description",
                "Time zone, such as Europe/Berlin")));
    all.put(
        "jitter",
        whole(TriggerSpec.LONGEST_JITTER_SECONDS, "Maximum random delay of a run, in seconds"));
    return new TreeMap<>(Map.of("type", OBJECT, "properties", all, "anyOf", given));
  }

  private static Map<String, Object> whole(long most, String description) {
    return either(
        Map.of("type", List.of("integer", "null"), "minimum", 0, "maximum", most),
        Map.of("type", "string", "pattern", "^\\s*[0-9]{1,18}\\s*$"),
        description.isEmpty() ? Map.of() : Map.of("description", description));
  }

  private static Map<String, Object> date(String description) {
    return new TreeMap<>(
        Map.of(
            "type",
            List.of("string", "null"),
            "pattern",
            "^\\s*" + DateText.pattern() + "\\s*$",
            "description",
            description));
  }

  private static Map<String, Object> either(
      Map<String, Object> first, Map<String, Object> second, Map<String, Object> more) {
    Map<String, Object> both = new TreeMap<>(more);
    both.put("anyOf", List.of(new TreeMap<>(first), new TreeMap<>(second)));
    return both;
  }

  /** Returns a regular expression that matches one of these lower-case words, in any case. */
  static String anyCase(Stream<String> words) {
    return words
        .map(word -> LETTER.matcher(word).replaceAll(TriggerSchema::eitherCase))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String eitherCase(MatchResult letter) {
    return "[" + letter.group().toUpperCase(Locale.ROOT) + letter.group() + "]";
  }
}
