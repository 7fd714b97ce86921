package org.fletchck.web.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fletchck.spi.Problem;
import org.fletchck.web.http.Request;

/** Reads query parameters. */
record QueryParameters(Request request) {

  static final int USUAL = 100;
  static final int MOST = 1_000;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Returns the maximum number of items in a list. */
  int limit() {
    return whole("limit", USUAL, 1, MOST);
  }

  /**
   * Returns a whole number.
   *
   * @throws Refusal if it is anything else, or out of its limits
   */
  int whole(String name, int otherwise, int least, int most) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw wrong(name, "expected a whole number from " + least + " to " + most);
  }

  /**
   * Returns a time with an offset, whose plus may have become a space by URL decoding.
   *
   * @throws Refusal if it is anything else
   */
  Instant time(String name, Instant otherwise) {
    String text = request.query(name).orElse("").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    return instant(text.replace(' ', '+'))
        .orElseThrow(() -> wrong(name, "expected a time with offset such as 2026-11-21T18:00:00Z"));
  }

  /** Parses a time from 1970 to 9999; empty if it is invalid. */
  static Optional<Instant> instant(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      boolean usual = !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
      return usual ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the range from {@code from} to {@code to}; by default it ends now. */
  Range range(Instant now, Duration usual) {
    Instant to = time("to", now);
    Instant from = time("from", to.minus(usual));
    if (!from.isBefore(to)) {
      throw wrong("from", "expected a time before to");
    }
    return new Range(from, to);
  }

  /** Returns words separated by commas, in lower case. */
  List<String> words(String name) {
    return List.of(request.query(name).orElse("").toLowerCase(Locale.ROOT).split(",")).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static Refusal wrong(String name, String message) {
    return new Refusal(
        400, "a query parameter is invalid", List.of(Problem.error(name, message, "")));
  }

  /**
   * A range of time.
   *
   * @param from its beginning
   * @param to its end
   */
  record Range(Instant from, Instant to) {}
}
