package org.fletchck.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a trigger as they are in the file; every error message names the field. */
record TriggerSpec(TriggerKind kind, Map<String, Object> fields) {
  static final int LONGEST_JITTER_SECONDS = 366 * 24 * 3600;

  /** Finds the kind and its fields, without those that are null, unknown or comments. */
  static TriggerSpec of(Map<String, ?> spec) {
    List<TriggerKind> kinds = new ArrayList<>();
    for (TriggerKind kind : TriggerKind.values()) {
      if (spec.get(kind.key()) != null) {
        kinds.add(kind);
      }
    }
    if (kinds.size() != 1) {
      throw new IllegalArgumentException(
          "expected either interval or cron, found %s; for example {\"interval\": {\"minutes\": 10}}"
              .formatted(kinds.isEmpty() ? "neither" : "both"));
    }
    TriggerKind kind = kinds.get(0);
    if (!(spec.get(kind.key()) instanceof Map<?, ?> values)) {
      throw new IllegalArgumentException(
          "%s: expected an object of fields such as {\"%s\": 10}, found %s"
              .formatted(kind.key(), kind.minutes(), quoted(spec.get(kind.key()))));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (value != null && kind.units().containsKey(String.valueOf(key))) {
            fields.put(String.valueOf(key), value);
          }
        });
    return new TriggerSpec(kind, fields);
  }

  /** Returns the text of a field that is a number or a string. */
  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(value -> textOf(field, value));
  }

  private String textOf(String field, Object value) {
    if (value instanceof String text) {
      return text.strip();
    }
    String number = plain(value);
    if (value instanceof Number && number.matches("-?[0-9]+")) {
      return number;
    }
    throw wrong(field, "expected a whole number or a string, found " + quoted(value));
  }

  /** Formats a value as people would write it: 20, even if the file says 20.0. */
  static String plain(Object value) {
    return value instanceof Double number && number % 1 == 0
        ? new BigDecimal(number).toBigInteger().toString()
        : value.toString();
  }

  /** Returns a whole number from 0 to the given limit, 0 if the field is missing. */
  long whole(String field, long limit) {
    String text = text(field).orElse("0");
    boolean digits = text.matches("[0-9]{1,18}");
    if (!digits || Long.parseLong(text) > limit) {
      throw wrong(
          field, "expected a whole number from 0 to %d, found %s".formatted(limit, quoted(text)));
    }
    return Long.parseLong(text);
  }

  Duration jitter() {
    return Duration.ofSeconds(whole("jitter", LONGEST_JITTER_SECONDS));
  }

  ZoneId zone(ZoneId otherwise) {
    return read("timezone", ZoneNames::of).orElse(otherwise);
  }

  Window window(ZoneId zone) {
    Instant start = read("start_date", text -> DateText.parse(text, zone)).orElse(null);
    Instant end = read("end_date", text -> DateText.parse(text, zone)).orElse(null);
    if (start != null && end != null && end.isBefore(start)) {
      throw wrong(
          "end_date",
          "expected a time not before start_date, found " + quoted(fields.get("end_date")));
    }
    return new Window(start, end);
  }

  private <T> Optional<T> read(String field, Function<String, T> reader) {
    Optional<String> text = text(field);
    try {
      return text.map(reader);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(kind.key() + "." + field + ": " + e.getMessage(), e);
    }
  }

  private IllegalArgumentException wrong(String field, String what) {
    return new IllegalArgumentException(kind.key() + "." + field + ": " + what);
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }
}
