package org.fletchck.web.edit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Fields that belong together.
 *
 * @param legend what they are about
 * @param fields the fields in their order
 */
public record Group(String legend, List<Field> fields) {

  static Stream<Field> fields(List<Group> groups) {
    return groups.stream().flatMap(group -> group.fields().stream());
  }
}
