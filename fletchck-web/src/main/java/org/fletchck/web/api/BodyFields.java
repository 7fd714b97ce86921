package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.EditRules;
import org.fletchck.spi.Problem;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body and collects what is wrong with them. */
final class BodyFields {

  private final Map<String, @Nullable Object> values;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  BodyFields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  Optional<String> text(String name) {
    return of(name, String.class, "a string");
  }

  /** Returns a required string; empty if it is missing. */
  String needed(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !isWrong(name)) {
      wrong(name, "is missing");
    }
    return text.orElse("");
  }

  Optional<Boolean> flag(String name) {
    return of(name, Boolean.class, "true or false");
  }

  /** Returns a whole number from zero up. */
  Optional<Integer> count(String name) {
    Optional<Number> number = of(name, Number.class, "a whole number");
    if (number.isPresent() && !(number.get() instanceof Integer i && i >= 0)) {
      wrong(name, "expected a whole number from 0 to 2147483647");
      return Optional.empty();
    }
    return number.map(Number::intValue);
  }

  /** Returns a list of strings; empty if it is missing. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : of(name, List.class, "a list of strings").orElse(List.of())) {
      if (item instanceof String text) {
        texts.add(text);
      } else {
        wrong(name, "expected a list of strings");
        return List.of();
      }
    }
    return texts;
  }

  @SuppressWarnings("unchecked") // keys of what was read are strings
  Optional<Map<String, @Nullable Object>> object(String name) {
    return of(name, Map.class, "an object").map(map -> (Map<String, @Nullable Object>) map);
  }

  /** Returns the name for something new, if it is valid. */
  Optional<String> newName() {
    String name = needed("name");
    if (isWrong("name")) {
      return Optional.empty();
    }
    try {
      return Optional.of(EditRules.name(name));
    } catch (IllegalArgumentException e) {
      wrong("name", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  void wrong(String name, String message) {
    problems.add(Problem.error(name, message, ""));
  }

  /**
   * Finishes reading.
   *
   * @throws Refusal if anything was wrong, or there is a field that wasn't read
   */
  void done() {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        String expected = known.isEmpty() ? "no fields" : String.join(", ", known);
        problems.add(Problem.error(name, "unknown field", "expected " + expected));
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.wrong(problems);
    }
  }

  private boolean isWrong(String name) {
    return problems.stream().anyMatch(problem -> problem.path().equals(name));
  }

  private <T> Optional<T> of(String name, Class<T> type, String expected) {
    known.add(name);
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      wrong(name, "expected " + expected);
      return Optional.empty();
    }
    return Optional.ofNullable(type.cast(value));
  }
}
