package org.fletchck.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with its position in a text.
 *
 * @param value the plain value, unmodifiable
 * @param start index of its first character
 * @param end index after its last character
 * @param members of an object, in order, including duplicate names; null for anything else
 * @param items of a list; null for anything else
 */
record PositionedValue(
    @Nullable Object value,
    int start,
    int end,
    @Nullable List<Member> members,
    @Nullable List<PositionedValue> items)
    implements TextRange {

  static PositionedValue object(List<Member> members, int start, int end) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    members.forEach(member -> map.put(member.name(), member.node().value()));
    return new PositionedValue(Collections.unmodifiableMap(map), start, end, members, null);
  }

  static PositionedValue list(List<PositionedValue> items, int start, int end) {
    List<@Nullable Object> list = new ArrayList<>();
    items.forEach(item -> list.add(item.value()));
    return new PositionedValue(Collections.unmodifiableList(list), start, end, null, items);
  }

  boolean hasMembers() {
    return !membersOrNone().isEmpty();
  }

  boolean hasItems() {
    return !itemsOrNone().isEmpty();
  }

  List<Member> membersOrNone() {
    return members == null ? List.of() : members;
  }

  List<PositionedValue> itemsOrNone() {
    return items == null ? List.of() : items;
  }

  /** One entry of an object. */
  record Member(String name, Place place, PositionedValue node) {}

  /** The position of an entry: from the quotation mark before its name to the end of its value. */
  record Place(int start, int end, int line, int column) implements TextRange {}
}
