package org.fletchck.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Parses times as they appear in files and messages, and formats them with zone names. */
public final class TimeText {

  private static final DateTimeFormatter ORIGINAL =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d MMM uuuu HH:mm[:ss]")
          .toFormatter(Locale.ENGLISH);
  private static final int LONGEST = 60;

  private TimeText() {}

  /**
   * Parses ISO-8601 with an offset, or {@code 21 Nov 2026 11:47 ACDT} as the original writes it. An
   * abbreviation is looked up in these zones; one that is in none of them is ignored, and the time
   * is taken to be in the first zone. Empty if the text is not such a time.
   */
  public static Optional<Instant> parse(@Nullable String text, ZoneId zone, ZoneId... more) {
    return parse(text, true, zone, more);
  }

  /**
   * Parses like {@link #parse}, but is also empty if the text has no zone, or an unknown one: the
   * time could be wrong by half a day.
   */
  public static Optional<Instant> parseSurely(@Nullable String text, ZoneId zone, ZoneId... more) {
    return parse(text, false, zone, more);
  }

  private static Optional<Instant> parse(
      @Nullable String text, boolean guesses, ZoneId zone, ZoneId... more) {
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.trim()).toInstant());
    } catch (DateTimeException notIso) {
      return original(text.trim(), guesses, zone, more);
    }
  }

  private static Optional<Instant> original(
      String text, boolean guesses, ZoneId zone, ZoneId... more) {
    try {
      LocalDateTime local = LocalDateTime.parse(text, ORIGINAL);
      return guesses ? Optional.of(local.atZone(zone).toInstant()) : Optional.empty();
    } catch (DateTimeException withAbbreviation) {
      int space = text.lastIndexOf(' ');
      if (space < 0) {
        return Optional.empty();
      }
      try {
        LocalDateTime local = LocalDateTime.parse(text.substring(0, space).trim(), ORIGINAL);
        Optional<Instant> known = at(local, text.substring(space + 1), zone, more);
        return known.isEmpty() && guesses ? Optional.of(local.atZone(zone).toInstant()) : known;
      } catch (DateTimeException noTime) {
        return Optional.empty();
      }
    }
  }

  private static Optional<Instant> at(
      LocalDateTime local, String abbreviation, ZoneId zone, ZoneId... more) {
    if (abbreviation.equals("UTC") || abbreviation.equals("GMT") || abbreviation.equals("Z")) {
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    }
    if (abbreviation.matches("[+-]\\d\\d(:?\\d\\d)?")) {
      return Optional.of(local.toInstant(ZoneOffset.of(abbreviation)));
    }
    return find(local, abbreviation, zone)
        .or(
            () -> {
              for (ZoneId other : more) {
                Optional<Instant> found = find(local, abbreviation, other);
                if (found.isPresent()) {
                  return found;
                }
              }
              return Optional.empty();
            });
  }

  /**
   * Formats a time. Java loads the names of a zone on first use, and other threads may see an
   * incomplete set in the meantime; so all code that formats zone names does it here, one thread at
   * a time.
   */
  public static synchronized String format(DateTimeFormatter format, ZonedDateTime time) {
    return format.format(time);
  }

  private static synchronized String shortName(TimeZone zone, boolean summer) {
    return zone.getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
  }

  /** In the hour that occurs twice when clocks go back, the abbreviation decides. */
  private static Optional<Instant> find(LocalDateTime local, String abbreviation, ZoneId zone) {
    ZonedDateTime first = local.atZone(zone).withEarlierOffsetAtOverlap();
    ZonedDateTime second = first.withLaterOffsetAtOverlap();
    TimeZone names = TimeZone.getTimeZone(zone);
    for (ZonedDateTime time : new ZonedDateTime[] {first, second}) {
      boolean summer = zone.getRules().isDaylightSavings(time.toInstant());
      if (shortName(names, summer).equalsIgnoreCase(abbreviation)) {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }
}
