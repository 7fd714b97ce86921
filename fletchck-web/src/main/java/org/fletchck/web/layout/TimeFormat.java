package org.fletchck.web.layout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.fletchck.Site;

/**
 * Formats times for people.
 *
 * @param zone the site's time zone
 * @param now the time that others are relative to
 */
public record TimeFormat(ZoneId zone, Instant now) {

  private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MINUTES = format("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter DAY_AND_MINUTE = format("d MMM HH:mm");
  private static final DateTimeFormatter DAY = format("d MMM uuuu");
  private static final DateTimeFormatter CLOCK = format("HH:mm");

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY_LENGTH = 24 * HOUR;

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** Returns the format for a site, as of now. */
  public static TimeFormat of(Site site) {
    return new TimeFormat(site.config().zone(), site.clock().instant());
  }

  /** Returns a time such as {@code 2026-11-21 12:45:03}. */
  public String text(Instant time) {
    return SECONDS.format(time.atZone(zone));
  }

  /** Returns a time such as {@code 2026-11-21 12:45}. */
  public String minute(Instant time) {
    return MINUTES.format(time.atZone(zone));
  }

  /**
   * Returns a time such as {@code 12:45} if it is today, else {@code 20 Nov 12:45}, or {@code
   * 2025-11-20 12:45} if it is 300 days away or more.
   */
  public String brief(Instant time) {
    LocalDate day = time.atZone(zone).toLocalDate();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (day.equals(today)) {
      return clock(time);
    }
    boolean near = Math.abs(ChronoUnit.DAYS.between(day, today)) < 300;
    return (near ? DAY_AND_MINUTE : MINUTES).format(time.atZone(zone));
  }

  /** Returns a date such as {@code 21 Nov 2026}. */
  public String day(Instant time) {
    return DAY.format(time.atZone(zone));
  }

  /** Returns a time of day such as {@code 12:45}. */
  public String clock(Instant time) {
    return CLOCK.format(time.atZone(zone));
  }

  /** Returns {@code 2026-11-21T12:45:03Z}, for {@code datetime}; seconds of zero are left out. */
  public static String iso(Instant time) {
    return iso(time.getEpochSecond());
  }

  /** Returns the same without seconds. */
  public static String isoMinute(Instant time) {
    return iso(time.getEpochSecond() / MINUTE * MINUTE);
  }

  private static String iso(long seconds) {
    // A page may have thousands, and Instant.toString takes twice as long.
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC) + "Z";
  }

  /** Returns a relative time such as {@code 5 min ago} or {@code in 3 h 20 min}. */
  public String near(Instant time) {
    long seconds = Duration.between(time, now).toSeconds();
    if (seconds == 0) {
      return "now";
    }
    return seconds > 0 ? span(seconds) + " ago" : "in " + span(-seconds);
  }

  /** Returns how far away a time is, such as {@code 2 h 5 min}, in the past or future. */
  public String distance(Instant time) {
    return span(Math.abs(Duration.between(time, now).toSeconds()));
  }

  /** Returns how far away a time in the future is; {@code now} once it has passed. */
  public String until(Instant time) {
    return time.isAfter(now) ? distance(time) : "now";
  }

  /** Formats a number of seconds; the script of the pages does the same. */
  private static String span(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min";
    }
    if (seconds < DAY_LENGTH) {
      return two(seconds, HOUR, "h", MINUTE, "min");
    }
    if (seconds < 2 * DAY_LENGTH) {
      return seconds / HOUR + " h";
    }
    return seconds / DAY_LENGTH + " days";
  }

  /** Returns a duration such as {@code 12 ms}, {@code 1.5 s} or {@code 2 h 5 min}. */
  public static String length(Duration time) {
    long millis = time.toMillis();
    if (millis < 10) {
      return significant(time.toNanos() / 1e6) + " ms";
    }
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < MINUTE * 1_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1e3).replace(".0 s", " s");
    }
    long seconds = time.toSeconds();
    if (seconds < HOUR) {
      return two(seconds, MINUTE, "min", 1, "s");
    }
    return seconds < DAY_LENGTH
        ? two(seconds, HOUR, "h", MINUTE, "min")
        : two(seconds, DAY_LENGTH, "d", HOUR, "h");
  }

  /** Returns a number with its significant digits only, such as {@code 0.041} or 243. */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    MathContext digits = new MathContext(size < 10 ? 2 : 3);
    return new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
  }

  private static String two(long seconds, long unit, String name, long less, String lesserName) {
    long rest = seconds % unit / less;
    return seconds / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + lesserName);
  }
}
