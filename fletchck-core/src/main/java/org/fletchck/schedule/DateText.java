package org.fletchck.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the dates of a trigger: {@code 2025-06-15}, optionally with a time and an offset. */
final class DateText {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})"
              + "(?:(?: +|[Tt])(?<hour>\\d{1,2}):(?<minute>\\d{1,2})"
              + "(?::(?<second>\\d{1,2})(?:\\.(?<fraction>\\d{1,9}))?)?"
              + " *(?<offset>[Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

  private DateText() {}

  /** Returns the form of a date as an ECMA 262 regular expression. */
  static String pattern() {
    return "(?:" + FORM.pattern().replaceAll("\\?<\\w+>", "?:") + ")";
  }

  /** Parses a date; without an offset it is local to the zone, at its first occurrence. */
  static Instant parse(String text, ZoneId zone) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(text, null);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(form, "year"),
              number(form, "month"),
              number(form, "day"),
              number(form, "hour"),
              number(form, "minute"),
              number(form, "second"),
              nanos(form));
      String offset = form.group("offset");
      return offset == null
          ? local.atZone(zone).toInstant()
          : local.toInstant(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
    } catch (DateTimeException e) {
      throw wrong(text, e);
    }
  }

  private static int number(Matcher form, String part) {
    String digits = form.group(part);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(Matcher form) {
    String digits = form.group("fraction");
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }

  private static IllegalArgumentException wrong(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "expected a date such as 2025-06-15, 2025-06-15 10:30 or 2025-06-15T10:30:00+02:00,"
            + " found \"%s\"".formatted(text),
        cause);
  }
}
