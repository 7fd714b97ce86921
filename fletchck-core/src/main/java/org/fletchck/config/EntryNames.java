package org.fletchck.config;

import java.util.Optional;

/** The rules for names of checks and actions, wherever they come from. */
final class EntryNames {

  static final int LONGEST = 200;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private EntryNames() {}

  /**
   * Returns why a name causes trouble in a line of text, in the address of a page, or as a topic;
   * empty if it doesn't.
   */
  static Optional<String> problem(String name) {
    if (name.isBlank()) {
      return Optional.of("is blank");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("can't be part of an address, so it has no page");
    }
    if (!isVisible(name)) {
      return Optional.of("has control characters or other invisible ones");
    }
    return name.length() > LONGEST
        ? Optional.of("is longer than " + LONGEST + " characters")
        : Optional.empty();
  }

  /** Returns whether a text has no invisible characters. */
  static boolean isVisible(String text) {
    return text.codePoints().allMatch(EntryNames::isVisible);
  }

  private static boolean isVisible(int c) {
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      return true; // used in emojis and in words of some languages
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that change the writing direction
          Character.SURROGATE, // unpaired
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
