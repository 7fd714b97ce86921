package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that servers set in one run (RFC 6265, section 5). Never logged, as they may be
 * secret. For one thread.
 */
final class Cookies {

  private static final int MOST = 50; // section 6.1
  private static final int LONGEST = 4096;

  private final InstantSource clock;
  private final List<Cookie> kept = new ArrayList<>();

  /** Creates an empty set; the clock decides which expire, as servers remove them that way. */
  Cookies(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps what the Set-Cookie headers of a response set; ignores invalid ones. */
  void take(HttpUrl from, List<String> fields) {
    fields.forEach(field -> take(from, field));
  }

  private void take(HttpUrl from, String field) {
    String[] parts = field.split(";", -1);
    String[] pair = parts[0].split("=", 2);
    if (pair.length < 2
        || pair[0].isBlank()
        || parts[0].length() > LONGEST
        || parts[0].chars().anyMatch(Character::isISOControl)) {
      return;
    }
    Attributes attributes = Attributes.of(parts);
    String host = from.origin().target().name();
    String domain = attributes.domain.isEmpty() ? host : attributes.domain;
    if (!isWithin(host, domain)) {
      return;
    }
    Cookie cookie =
        new Cookie(
            pair[0].strip(),
            pair[1].strip(),
            domain,
            attributes.domain.isEmpty(),
            attributes.path.isEmpty() ? defaultPath(from) : attributes.path,
            attributes.secure);
    @Nullable Cookie before = kept.stream().filter(cookie::replaces).findFirst().orElse(null);
    if (attributes.isExpired(clock.instant())) {
      kept.remove(before);
    } else if (before != null) {
      kept.set(kept.indexOf(before), cookie);
    } else if (kept.size() < MOST) {
      kept.add(cookie);
    }
  }

  /**
   * Returns the Cookie header of a request.
   *
   * @param own what the user wants to send; a cookie that a server set replaces one here
   */
  String field(HttpUrl to, String own) {
    List<Cookie> sent =
        kept.stream()
            .filter(cookie -> cookie.isFor(to))
            .sorted(Comparator.comparing((Cookie cookie) -> cookie.path.length()).reversed())
            .toList();
    if (sent.isEmpty()) {
      return own;
    }
    Set<String> names = new HashSet<>();
    sent.forEach(cookie -> names.add(cookie.name));
    Stream<String> owned =
        Stream.of(own.split(";", -1))
            .map(String::strip)
            .filter(pair -> !pair.isEmpty() && !names.contains(pair.replaceFirst("\\s*=.*", "")));
    Stream<String> set = sent.stream().map(cookie -> utf8(cookie.name + "=" + cookie.value));
    return String.join("; ", Stream.concat(owned, set).toList());
  }

  /** Decodes as UTF-8 what was read with one byte per character. */
  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /**
   * Returns whether a host is in a domain (section 5.1.3). In place of a list of public suffixes,
   * domains of one label are taken as public.
   */
  private static boolean isWithin(String host, String domain) {
    return host.equals(domain)
        || (host.endsWith("." + domain)
            && domain.indexOf('.') > 0
            && host.chars().anyMatch(c -> c != '.' && !(c >= '0' && c <= '9')));
  }

  /** Returns the default path of a cookie (section 5.1.4). */
  private static String defaultPath(HttpUrl url) {
    String path = url.bare();
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  private record Cookie(
      String name, String value, String domain, boolean hostOnly, String path, boolean secure) {

    boolean replaces(Cookie other) {
      return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    boolean isFor(HttpUrl to) {
      String host = to.origin().target().name();
      return (hostOnly ? host.equals(domain) : isWithin(host, domain))
          && isUnderPath(to.bare())
          && (!secure || to.origin().tls());
    }

    private boolean isUnderPath(String asked) {
      return asked.startsWith(path)
          && (asked.length() == path.length()
              || path.endsWith("/")
              || asked.charAt(path.length()) == '/');
    }
  }

  /** The attributes after the value; of one that is given twice, the last counts. */
  private static final class Attributes {
    private String domain = "";
    private String path = "";
    private boolean secure;
    private @Nullable String maxAge;
    private @Nullable String expires;

    static Attributes of(String[] parts) {
      Attributes all = new Attributes();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        String value = pair.length < 2 ? "" : pair[1].strip();
        switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
          case "domain" -> all.domain = value.replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
          case "path" -> all.path = value.startsWith("/") ? value : "";
          case "secure" -> all.secure = true;
          case "max-age" -> all.maxAge = value.matches("-?[0-9]+") ? value : all.maxAge;
          case "expires" -> all.expires = value;
          default -> {
            // such as HttpOnly and SameSite: irrelevant without pages
          }
        }
      }
      return all;
    }

    boolean isExpired(Instant now) {
      if (maxAge != null) {
        return maxAge.matches("-.*|0+");
      }
      return expires != null && Date.of(expires).map(now::isAfter).orElse(false);
    }
  }

  /** A date in any format that servers use, parsed word by word (section 5.1.1). */
  private static final class Date {
    private static final String BETWEEN_WORDS =
        "[\\x09\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+";
    private static final Pattern TIME =
        Pattern.compile("^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[^0-9].*)?$");
    private static final Pattern NUMBER = Pattern.compile("^([0-9]{1,4})(?:[^0-9].*)?$");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private @Nullable Matcher time;
    private int day;
    private int month;
    private int year = -1;

    static Optional<Instant> of(String text) {
      Date date = new Date();
      for (String word : text.toLowerCase(Locale.ROOT).split(BETWEEN_WORDS, -1)) {
        date.take(word);
      }
      return date.instant();
    }

    private void take(String word) {
      Matcher clock = TIME.matcher(word);
      Matcher number = NUMBER.matcher(word);
      int at = word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
      if (time == null && clock.find()) {
        time = clock;
      } else if (number.find()) {
        takeNumber(number.group(1));
      } else if (month == 0 && at >= 0 && at % 3 == 0) {
        month = at / 3 + 1;
      }
    }

    private void takeNumber(String digits) {
      int value = number(digits);
      if (day == 0 && digits.length() <= 2) {
        day = value;
      } else if (year < 0 && digits.length() >= 2) {
        year = value >= 100 ? value : value + (value < 70 ? 2000 : 1900);
      }
    }

    private Optional<Instant> instant() {
      if (time == null) {
        return Optional.empty();
      }
      try {
        LocalTime clock =
            LocalTime.of(number(time.group(1)), number(time.group(2)), number(time.group(3)));
        return Optional.of(LocalDate.of(year, month, day).atTime(clock).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static int number(String digits) {
      return Integer.parseInt(digits);
    }
  }
}
