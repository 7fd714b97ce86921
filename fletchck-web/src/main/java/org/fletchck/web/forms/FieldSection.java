package org.fletchck.web.forms;

import java.util.List;
import java.util.stream.Stream;

/**
 * Fields that belong together.
 *
 * @param legend what they are about
 * @param fields the fields in their order
 */
public record FieldSection(String legend, List<Field> fields) {

  static Stream<Field> fields(List<FieldSection> groups) {
    return groups.stream().flatMap(group -> group.fields().stream());
  }
}
