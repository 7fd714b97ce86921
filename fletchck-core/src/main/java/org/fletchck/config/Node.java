package org.fletchck.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with its place in a text.
 *
 * @param value the plain value, unmodifiable
 * @param start index of its first character
 * @param end index after its last character
 * @param members of an object, in their order, equal names included
 * @param items of a list
 */
record Node(
    @Nullable Object value,
    int start,
    int end,
    @Nullable List<Member> members,
    @Nullable List<Node> items) {

  /**
   * One entry of an object.
   *
   * @param start index of the quotation mark before its name
   * @param place line and column of that
   */
  record Member(String name, int start, String place, Node node) {}

  @SuppressWarnings("NullAway") // nulls of the file are kept
  static Map<String, Object> valueOf(List<Member> members) {
    Map<String, Object> map = new LinkedHashMap<>();
    members.forEach(member -> map.put(member.name(), member.node().value()));
    return Collections.unmodifiableMap(map);
  }

  @SuppressWarnings("NullAway") // nulls of the file are kept
  static List<Object> valuesOf(List<Node> items) {
    List<Object> list = new ArrayList<>();
    items.forEach(item -> list.add(item.value()));
    return Collections.unmodifiableList(list);
  }
}
