package org.fletchck.actions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.NearMiss;

/**
 * A text with placeholders: <code>{{name}}</code> stands for a value, <code>{{#name}}...{{/name}}
 * </code> is included only if there is a value, <code>{{^name}}...{{/name}}</code> only if there is
 * none. This is the part of Mustache that needs no lists.
 */
final class Template {

  private static final Pattern TAG = Pattern.compile("\\{\\{([#^/]?)\\s*(\\w+)\\s*}}|\\{\\{");

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /** One piece of the text. */
  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Value(String name) implements Part {}

  private record Section(String name, boolean filled, List<Part> parts) implements Part {}

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if a name is unknown, or a section isn't opened or closed
   */
  static Template parse(String text, Collection<String> names) {
    Deque<Section> open = new ArrayDeque<>();
    open.push(new Section("", true, new ArrayList<>()));
    Matcher tag = TAG.matcher(text);
    int end = 0;
    while (tag.find()) {
      open.element().parts().add(new Text(text.substring(end, tag.start())));
      end = tag.end();
      add(tag, names, open);
    }
    if (open.size() > 1) {
      throw new IllegalArgumentException(
          "{{#%1$s}} has no end; write {{/%1$s}} after it".formatted(open.element().name()));
    }
    open.element().parts().add(new Text(text.substring(end)));
    return new Template(open.element().parts());
  }

  private static void add(Matcher tag, Collection<String> names, Deque<Section> open) {
    String name = tag.group(2);
    if (name == null) {
      throw new IllegalArgumentException("expected a name such as {{title}} after {{");
    }
    if (!names.contains(name)) {
      throw new IllegalArgumentException("unknown name {{" + name + "}}; " + remedy(name, names));
    }
    switch (tag.group(1)) {
      case "" -> open.element().parts().add(new Value(name));
      case "/" -> {
        Section section = open.pop();
        if (open.isEmpty() || !section.name().equals(name)) {
          throw new IllegalArgumentException("{{/" + name + "}} has no matching opening tag");
        }
        open.element().parts().add(section);
      }
      default -> open.push(new Section(name, tag.group(1).equals("#"), new ArrayList<>()));
    }
  }

  private static String remedy(String name, Collection<String> names) {
    return NearMiss.nearest(name, names)
        .map(near -> "did you mean " + near + "?")
        .orElse("known are " + String.join(", ", new TreeSet<>(names)));
  }

  /** Returns the text with these values, each escaped. */
  String fill(Map<String, String> values, Escape escape) {
    StringBuilder text = new StringBuilder();
    fill(parts, values, escape, text);
    return text.toString();
  }

  private static void fill(
      List<Part> parts, Map<String, String> values, Escape escape, StringBuilder text) {
    for (Part part : parts) {
      if (part instanceof Text plain) {
        text.append(plain.text());
      } else if (part instanceof Value value) {
        text.append(escape.apply(value.name(), values.getOrDefault(value.name(), "")));
      } else if (part instanceof Section section
          && section.filled() != values.getOrDefault(section.name(), "").isEmpty()) {
        fill(section.parts(), values, escape, text);
      }
    }
  }
}
