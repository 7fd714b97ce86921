package org.fletchck.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;

/** A type of check or action as {@code fletchck types} shows it. */
record TypeText(Kind kind, PluginType<?> type) {

  /** What a type creates. */
  enum Kind {
    CHECK("check", "checks"),
    ACTION("action", "actions");

    final String word;

    /** The key of the site file, and the name of the document. */
    final String key;

    Kind(String word, String key) {
      this.word = word;
      this.key = key;
    }
  }

  private static final int WIDTH = 80;
  private static final int LONGEST_NAME = 24;

  static List<TypeText> all(List<TypeText> first, List<TypeText> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Returns one line, with room for the longest name. */
  String line(int width) {
    String name = type.name() + " ".repeat(width - type.name().length());
    return name + "  " + Phrases.oneLine(type.summary()) + origin();
  }

  /** Returns everything about it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(type.name() + ": " + kind.word + origin());
    lines.addAll(wrapped(type.summary(), WIDTH));
    lines.add("");
    if (type.options().isEmpty()) {
      lines.add("It has no options.");
    } else {
      lines.add("Options");
      options(lines);
    }
    lines.add("");
    lines.add("Example, inside \"" + kind.key + "\"");
    Examples.of(this).lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", type.name());
    values.put("summary", type.summary());
    Plugins.origin(type).ifPresent(jar -> values.put("jar", jar));
    values.put("options", type.options().stream().map(o -> new OptionText(o).json()).toList());
    return values;
  }

  private String origin() {
    return Plugins.origin(type).map(jar -> " (" + jar + ")").orElse("");
  }

  private void options(List<String> lines) {
    int longest = type.options().stream().mapToInt(o -> names(o).length()).max().orElse(0);
    int width = Math.min(longest, LONGEST_NAME);
    for (Option<?> option : type.options()) {
      List<String> texts = new ArrayList<>(wrapped(option.description(), WIDTH - width - 4));
      texts.addAll(wrapped(values(option), WIDTH - width - 4));
      String name = names(option);
      if (name.length() > width) {
        lines.add("  " + name);
        name = "";
      }
      for (String line : texts) {
        lines.add("  " + name + " ".repeat(width - name.length()) + "  " + line);
        name = "";
      }
    }
  }

  private static String names(Option<?> option) {
    return String.join(", ", option.names());
  }

  private static String values(Option<?> option) {
    OptionText text = new OptionText(option);
    String fallback = text.fallback();
    if (option.isRequired()) {
      return text.value() + "; required";
    }
    return text.value() + (fallback.isEmpty() ? "" : "; default: " + fallback);
  }

  /** Breaks a text between words; a longer word gets its own line. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Phrases.oneLine(text).split(" +", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
