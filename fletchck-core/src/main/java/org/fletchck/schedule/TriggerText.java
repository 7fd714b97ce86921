package org.fletchck.schedule;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses and formats triggers as plain text, such as {@code 10 min} or {@code cron 9-17 hr mon-fri
 * weekday}: pairs of a value and a unit in any order. The units of an interval have short forms,
 * which may directly follow the number: {@code 1h 30m}.
 */
public final class TriggerText {
  private static final Pattern BORDER =
      Pattern.compile("(?<=[0-9])(?=[A-Za-z])|(?<=[A-Za-z])(?=[0-9])");

  private TriggerText() {}

  /**
   * Parses a text into the form of the site file, with fields in the order of the text; empty if
   * the text is blank.
   *
   * <p>The result is valid: {@link Trigger#of} accepts it.
   *
   * @throws IllegalArgumentException if the text is invalid; the message says why, with two
   *     examples that work
   */
  public static Optional<Map<String, Object>> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    String[] typed = text.strip().split("\\s+", -1);
    boolean cron = typed[0].equalsIgnoreCase(TriggerKind.CRON.key());
    TriggerKind kind = cron ? TriggerKind.CRON : TriggerKind.INTERVAL;
    List<String> words = Stream.of(typed).flatMap(word -> apart(kind, word)).toList();
    boolean named = words.get(0).equalsIgnoreCase(kind.key());
    try {
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put(kind.key(), fields(kind, named ? words.subList(1, words.size()) : words));
      Trigger.of(spec, ZoneOffset.UTC, "");
      return Optional.of(spec);
    } catch (IllegalArgumentException e) {
      String examples = String.join("\" or \"", kind.examples());
      throw new IllegalArgumentException(
          "%s; these work: \"%s\"".formatted(e.getMessage(), examples), e);
    }
  }

  /** Splits values and units written as one word, such as {@code 30s} or {@code 1h30m}. */
  private static Stream<String> apart(TriggerKind kind, String word) {
    String[] parts = BORDER.split(word, -1);
    boolean lengths =
        Stream.of(parts)
            .filter(part -> !Character.isDigit(part.charAt(0)))
            .allMatch(kind::isLength);
    return lengths ? Stream.of(parts) : Stream.of(word);
  }

  private static Map<String, Object> fields(TriggerKind kind, List<String> words) {
    Map<String, Object> fields = new LinkedHashMap<>();
    int start = 0;
    for (int i = 0; i < words.size(); i++) {
      Optional<String> field = kind.fieldOf(words.get(i));
      if (field.isPresent()) {
        if (start == i) {
          throw new IllegalArgumentException("no value before the unit \"" + words.get(i) + "\"");
        }
        put(kind, fields, field.get(), String.join(" ", words.subList(start, i)));
        start = i + 1;
      }
    }
    List<String> rest = words.subList(start, words.size());
    if (rest.size() > 1) {
      throw new IllegalArgumentException(
          "no unit after \"%s\", the units of %s are %s"
              .formatted(String.join(" ", rest), kind.key(), kind.unitsInWords()));
    }
    if (!rest.isEmpty()) {
      put(kind, fields, kind.minutes(), rest.get(0));
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no value and unit after \"" + kind.key() + "\"");
    }
    return fields;
  }

  private static void put(
      TriggerKind kind, Map<String, Object> fields, String field, String value) {
    boolean number = kind.isNumber(field);
    if (fields.put(field, number ? number(kind, field, value) : value) != null) {
      throw new IllegalArgumentException(
          "more than one value for the unit \"" + kind.units().get(field) + "\"");
    }
  }

  private static Number number(TriggerKind kind, String field, String value) {
    if (!value.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "expected a whole number before \"%s\", found \"%s\""
              .formatted(kind.units().get(field), value));
    }
    long number = Long.parseLong(value);
    return number == (int) number ? (Number) (int) number : (Number) number;
  }

  /**
   * Formats a trigger as text: {@code parse(format(spec))} equals {@code spec} for every spec that
   * {@link #parse} can return. Comments and unknown keys are left out.
   *
   * @throws IllegalArgumentException if the trigger isn't exactly one interval or cron object
   */
  public static String format(Map<String, ?> spec) {
    TriggerSpec read = TriggerSpec.of(spec);
    Map<String, String> units = read.kind().units();
    StringBuilder text = new StringBuilder(read.kind().key());
    read.fields()
        .forEach(
            (field, value) ->
                text.append(' ')
                    .append(TriggerSpec.plain(value))
                    .append(' ')
                    .append(units.get(field)));
    return text.toString();
  }
}
