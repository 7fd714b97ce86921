package org.fletchck.config;

import java.util.Optional;

/** What names of checks and actions should look like, wherever they come from. */
final class EntryNames {

  static final int LONGEST = 200;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private EntryNames() {}

  /**
   * Returns what makes trouble with a name: in a line of text, in an address of a page, or as a
   * topic; empty if nothing does.
   */
  static Optional<String> problem(String name) {
    if (name.isBlank()) {
      return Optional.of("is blank");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("can't be part of an address, so it has no page");
    }
    if (!isVisible(name)) {
      return Optional.of("has control characters or others that can't be shown");
    }
    return name.length() > LONGEST
        ? Optional.of("is longer than " + LONGEST + " characters")
        : Optional.empty();
  }

  /** Tells whether all of a text is as it looks. */
  static boolean isVisible(String text) {
    return text.codePoints().allMatch(EntryNames::isVisible);
  }

  private static boolean isVisible(int c) {
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      return true; // inside of emojis and words of some languages
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that turn the direction of writing
          Character.SURROGATE, // half of a character
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
