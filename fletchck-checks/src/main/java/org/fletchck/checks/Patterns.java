package org.fletchck.checks;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles users' regular expressions. RE2 matches in time proportional to the input, whatever the
 * expression.
 */
final class Patterns {

  private Patterns() {}

  /**
   * Compiles an expression in RE2 syntax.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression in RE2 syntax (no lookaround, no backreferences): "
              + e.getDescription()
              + ", found \""
              + expression
              + '"',
          e);
    }
  }
}
