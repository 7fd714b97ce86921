package org.fletchck.checks;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Formats values for reasons and logs. */
final class ValueTexts {

  private ValueTexts() {}

  /** Formats a duration such as {@code 6 s} or {@code 0.5 s}. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  /** Formats a number without needless decimals. */
  static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Formats the day of an instant in UTC, such as {@code 2026-11-21}. */
  static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** Formats a number with its noun, such as {@code 1 day} or {@code 2 days}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 || number == -1 ? "" : "s");
  }

  /** Makes what a peer said one line: strips it, and replaces line ends with spaces. */
  static String said(String sent, int length) {
    return clean(sent.strip().replaceAll("\\R+", " "), length);
  }

  /** Makes what a peer sent one line: no control characters, at most {@code length} long. */
  static String clean(String sent, int length) {
    StringBuilder line = new StringBuilder(Math.min(sent.length(), length));
    for (int i = 0; i < sent.length(); i++) {
      if (i == length) {
        return line.append("...").toString();
      }
      char c = sent.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return line.toString();
  }
}
