package org.fletchck.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the rules for types that the compiler can't check. */
final class PluginRules {

  private PluginRules() {}

  /**
   * Checks what a type declares.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static void check(PluginType<?> type) {
    text("name()", type.name());
    text("summary()", type.summary());
    List<Option<?>> options = type.options();
    if (options == null || options.stream().anyMatch(option -> option == null)) {
      throw new IllegalArgumentException(
          options == null
              ? "options() returns null"
              : "options() returns a list that contains null");
    }
    Set<String> names = new HashSet<>();
    for (Option<?> option : options) {
      for (String name : option.names()) {
        text("the name of an option", name);
        if (!names.add(name)) {
          throw new IllegalArgumentException("two of its options are named " + name);
        }
      }
    }
  }

  private static void text(String what, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(what + " is " + (text == null ? "null" : "empty"));
    }
  }
}
