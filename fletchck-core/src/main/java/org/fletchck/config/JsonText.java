package org.fletchck.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Problem;

/** A JSON text that can be changed in places. */
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
   * Reads a text.
   *
   * @throws IllegalArgumentException saying line, column and what is wrong
   */
  static JsonText read(String text) {
    return text.startsWith(BYTE_ORDER_MARK)
        ? new JsonText(BYTE_ORDER_MARK, text.substring(1))
        : new JsonText("", text);
  }

  /** Returns values as a text with two spaces of indentation. */
  static String format(Map<String, Object> values) {
    return new JsonLayout("  ", "\n").write(values, "\n") + "\n";
  }

  /**
   * Returns the values, which have to be an object.
   *
   * @throws IllegalArgumentException if they are something else
   */
  @SuppressWarnings("unchecked") // keys of what was read are strings
  Map<String, Object> object() {
    if (root.value() instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("line 1, column 1: expected an object, {...}");
  }

  /** Returns the text with other values; what is equal stays as it is written. */
  String with(Map<String, Object> values) {
    String changed = new JsonEditor(text, JsonLayout.of(text, root)).render(values, root);
    return mark + text.substring(0, root.start()) + changed + text.substring(root.end());
  }

  /** Returns a warning for each name that stands twice in one object. */
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
                "stands twice, again in line " + member.place().line(),
                "the last one counts"));
      }
      duplicates(member.node(), where, problems);
    }
  }
}
