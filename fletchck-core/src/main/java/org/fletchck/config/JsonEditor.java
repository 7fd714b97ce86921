package org.fletchck.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes changed values into a text, and leaves unchanged values as they are written. */
record JsonEditor(String text, JsonLayout layout) {

  String render(@Nullable Object value, PositionedValue old) {
    if (Objects.equals(value, old.value())) {
      return written(old);
    }
    if (value instanceof Map<?, ?> map && !map.isEmpty() && old.hasMembers()) {
      return object(map, old);
    }
    if (value instanceof List<?> list && !list.isEmpty() && old.hasItems()) {
      return list(list, old);
    }
    return layout.write(value, lineOf(old.start()));
  }

  private String object(Map<?, ?> map, PositionedValue old) {
    List<PositionedValue.Member> members = old.membersOrNone();
    Whitespace gaps =
        Whitespace.of(text, old, members.stream().map(PositionedValue.Member::place).toList());
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      places.put(members.get(i).name(), i);
    }
    renamed(map, places);
    String colon = colon(members.get(0));
    List<String> parts = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          Integer place = places.get(name);
          String lead = gaps.lead(parts.isEmpty(), place);
          if (place == null) {
            parts.add(lead + Json.quoted(name) + colon + inFull(value, lead));
          } else {
            PositionedValue.Member member = members.get(place);
            String written = text.substring(member.place().start(), member.node().start());
            boolean same = member.name().equals(name);
            parts.add(
                lead
                    + (same ? written : Json.quoted(name) + colon(member))
                    + render(value, member.node()));
          }
        });
    return "{" + String.join(",", parts) + gaps.closing() + "}";
  }

  /** Treats one removed and one added name as the same entry, renamed. */
  private static void renamed(Map<?, ?> map, Map<String, Integer> places) {
    List<String> gone = places.keySet().stream().filter(name -> !map.containsKey(name)).toList();
    List<?> come = map.keySet().stream().filter(name -> !places.containsKey(name)).toList();
    if (gone.size() == 1 && come.size() == 1) {
      Integer place = places.remove(gone.get(0));
      places.put(String.valueOf(come.get(0)), Objects.requireNonNull(place));
    }
  }

  private String list(List<?> list, PositionedValue old) {
    List<PositionedValue> items = old.itemsOrNone();
    Whitespace gaps = Whitespace.of(text, old, items);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      String lead = gaps.lead(i == 0, i < items.size() ? i : null);
      boolean inPlace = list.size() == items.size();
      String part =
          items.stream()
              .filter(item -> Objects.equals(item.value(), value))
              .findFirst()
              .map(this::written)
              .orElse(null);
      if (part == null) {
        part = inPlace ? render(value, items.get(i)) : inFull(value, lead);
      }
      parts.add(lead + part);
    }
    return "[" + String.join(",", parts) + gaps.closing() + "]";
  }

  /** Formats a new value like its neighbours: on several lines, or all on one. */
  private String inFull(@Nullable Object value, String lead) {
    return lead.contains("\n")
        ? layout.write(value, lead)
        : new JsonLayout(null, layout.newline()).write(value, "");
  }

  private String written(PositionedValue node) {
    return text.substring(node.start(), node.end());
  }

  /** Returns the text between a name and its value. */
  private String colon(PositionedValue.Member member) {
    String written = text.substring(member.place().start(), member.node().start());
    return written.substring(written.lastIndexOf(':'));
  }

  /** Returns the line end and indentation of the line that contains an index. */
  private String lineOf(int index) {
    int start = text.lastIndexOf('\n', index - 1) + 1;
    int end = start;
    while (end < index && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return layout.newline() + text.substring(start, end);
  }
}
