package org.fletchck.actions;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.actions.MessageText.Fact;

/** Writes a notification as plain text. */
final class PlainBody {

  private PlainBody() {}

  static String of(MessageText text) {
    List<String> lines = new ArrayList<>();
    add(text, lines);
    for (MessageText part : text.parts()) {
      lines.addAll(List.of("", "-".repeat(40), ""));
      add(part, lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private static void add(MessageText text, List<String> lines) {
    if (text.test() != null) {
      lines.add(text.test());
      lines.add("");
    }
    lines.add(text.title());
    if (text.reason() != null) {
      lines.add(text.reason());
    }
    lines.add("");
    for (Fact fact : text.facts()) {
      lines.add(fact.line());
    }
    if (text.link() != null) {
      lines.add("");
      lines.add(text.link());
    }
    if (!text.log().isEmpty()) {
      lines.add("");
      lines.add("Log:");
      text.log().forEach(line -> lines.add("  " + line));
    }
  }
}
