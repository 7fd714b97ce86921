package org.fletchck.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a JSON text.
 *
 * @param unit the indentation of one level; null if everything is on one line
 * @param newline the line separator
 */
record JsonLayout(@Nullable String unit, String newline) {

  /** Detects the layout from the indentation of the first entry of the outermost object. */
  static JsonLayout of(String text, PositionedValue root) {
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    if (!root.hasMembers()) {
      return new JsonLayout("  ", newline);
    }
    int first = root.membersOrNone().get(0).place().start();
    String before = text.substring(root.start() + 1, first);
    int line = before.lastIndexOf('\n');
    return new JsonLayout(line < 0 ? null : before.substring(line + 1), newline);
  }

  /**
   * Formats a value.
   *
   * @param before the line end and indentation of the line that it begins in
   */
  String write(@Nullable Object value, String before) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach(
          (name, item) ->
              members.add(Json.quoted(String.valueOf(name)) + ": " + write(item, inner(before))));
      return enclosed('{', members, '}', before);
    }
    if (value instanceof List<?> list) {
      List<String> items = new ArrayList<>();
      list.forEach(item -> items.add(write(item, inner(before))));
      return enclosed('[', items, ']', before);
    }
    return value instanceof String s ? Json.quoted(s) : String.valueOf(value);
  }

  /** Returns the line end and indentation one level deeper. */
  String inner(String before) {
    return unit == null ? "" : before + unit;
  }

  private String enclosed(char open, List<String> parts, char close, String before) {
    if (parts.isEmpty()) {
      return "" + open + close;
    }
    if (unit == null) {
      return open + String.join(", ", parts) + close;
    }
    return open + inner(before) + String.join("," + inner(before), parts) + before + close;
  }
}
