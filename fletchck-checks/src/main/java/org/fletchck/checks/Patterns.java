package org.fletchck.checks;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles expressions that users give. RE2 takes time in proportion to the text, whatever it is.
 */
final class Patterns {

  private Patterns() {}

  /**
   * Compiles an expression in the syntax of RE2.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression in the syntax of RE2 (no look-around, no references), "
              + e.getDescription()
              + ", found \""
              + expression
              + '"',
          e);
    }
  }
}
