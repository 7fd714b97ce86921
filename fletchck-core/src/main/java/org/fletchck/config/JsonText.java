package org.fletchck.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Problem;

/** A JSON text whose values can be changed without reformatting the rest. */
final class JsonText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String mark;
  private final String text;
  private final PositionedValue root;

  private JsonText(String mark, String text) {
    this.mark = mark;
    this.text = text;
    this.root = Json.read(text);
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it is invalid; the message has line, column and reason
   */
  static JsonText read(String text) {
    return text.startsWith(BYTE_ORDER_MARK)
        ? new JsonText(BYTE_ORDER_MARK, text.substring(1))
        : new JsonText("", text);
  }

  /** Formats values with an indentation of two spaces. */
  static String format(Map<String, Object> values) {
    return new JsonLayout("  ", "\n").write(values, "\n") + "\n";
  }

  /**
   * Returns the values of the text, which must be an object.
   *
   * @throws IllegalArgumentException if it is something else
   */
  @SuppressWarnings("unchecked") // keys of what was read are strings
  Map<String, Object> object() {
    if (root.value() instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("line 1, column 1: expected an object, {...}");
  }

  /** Returns the text with other values; unchanged values stay as they are written. */
  String with(Map<String, Object> values) {
    String changed = new JsonEditor(text, JsonLayout.of(text, root)).render(values, root);
    return mark + text.substring(0, root.start()) + changed + text.substring(root.end());
  }

  /** Returns a warning for each name that occurs again in the same object. */
  List<Problem> duplicates() {
    List<Problem> problems = new ArrayList<>();
    duplicates(root, "", problems);
    return problems;
  }

  private static void duplicates(PositionedValue node, String path, List<Problem> problems) {
    Set<String> seen = new HashSet<>();
    for (PositionedValue.Member member : node.membersOrNone()) {
      String where = ConfigPath.at(path, member.name());
      if (!seen.add(member.name()) && !member.name().startsWith("//")) {
        problems.add(
            Problem.warning(
                where,
                "duplicate name, again in line " + member.place().line(),
                "the last one counts"));
      }
      duplicates(member.node(), where, problems);
    }
  }
}
