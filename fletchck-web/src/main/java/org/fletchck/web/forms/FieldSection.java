package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Stream;

/**
 * A section of a form.
 *
 * @param legend the heading
 * @param fields the fields in order
 */
public record FieldSection(String legend, List<Field> fields) {

  static Stream<Field> fields(List<FieldSection> groups) {
    return groups.stream().flatMap(group -> group.fields().stream());
  }
}
