package org.fletchck.web.forms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fletchck.web.http.Request;

/**
 * The input of a form. A field that is missing wasn't in the form, and stays unchanged.
 *
 * @param values the values of each field, in the order of the form
 */
record FormInput(Map<String, List<String>> values) {

  /** No input. */
  static final FormInput NOTHING = new FormInput(Map.of());

  static FormInput of(String field, String value) {
    return new FormInput(Map.of(field, List.of(value)));
  }

  static FormInput in(Request request) {
    return new FormInput(request.form());
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  Optional<String> text(String field) {
    return values.getOrDefault(field, List.of()).stream().findFirst();
  }

  /** Returns the stripped value of a field; empty if it is blank. */
  Optional<String> word(String field) {
    return text(field).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Returns the ticked boxes, without the empty value that marks the field as present. */
  List<String> ticked(String field) {
    return values.getOrDefault(field, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .distinct()
        .collect(Collectors.toList());
  }
}
