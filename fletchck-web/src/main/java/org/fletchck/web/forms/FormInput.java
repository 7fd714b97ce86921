package org.fletchck.web.forms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fletchck.web.http.Request;

/**
 * What was typed into a form. A field that isn't there was not in the form, and says nothing.
 *
 * @param values the values of each field, in the order of the form
 */
record FormInput(Map<String, List<String>> values) {

  /** Nothing was typed yet. */
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

  /** Returns a text without spaces around it; empty if there is nothing else. */
  Optional<String> word(String field) {
    return text(field).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Returns the boxes that were ticked; the empty value only says that they were there. */
  List<String> ticked(String field) {
    return values.getOrDefault(field, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .distinct()
        .collect(Collectors.toList());
  }
}
