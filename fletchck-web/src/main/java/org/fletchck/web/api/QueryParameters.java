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

/** Reads parameters of an address. */
record QueryParameters(Request request) {

  static final int USUAL = 100;
  static final int MOST = 1_000;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Returns how many items a list may have. */
  int limit() {
    return whole("limit", USUAL, 1, MOST);
  }

  /**
   * Returns a whole number.
   *
   * @throws Refusal if it is something else, or out of its limits
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
   * Returns a time; one with an offset, whose plus may be a space by the rules of addresses.
   *
   * @throws Refusal if it is something else
   */
  Instant time(String name, Instant otherwise) {
    String text = request.query(name).orElse("").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    return instant(text.replace(' ', '+'))
        .orElseThrow(() -> wrong(name, "expected a time with offset such as 2026-11-21T18:00:00Z"));
  }

  /** Reads a time of four-digit years since 1970; empty if the text is none. */
  static Optional<Instant> instant(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      boolean usual = !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
      return usual ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the time that {@code from} and {@code to} say, by default the last days. */
  Range range(Instant now, Duration usual) {
    Instant to = time("to", now);
    Instant from = time("from", to.minus(usual));
    if (!from.isBefore(to)) {
      throw wrong("from", "expected a time before to");
    }
    return new Range(from, to);
  }

  /** Returns words that are separated by commas, in lower case. */
  List<String> words(String name) {
    return List.of(request.query(name).orElse("").toLowerCase(Locale.ROOT).split(",")).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static Refusal wrong(String name, String message) {
    return new Refusal(
        400, "a parameter of the address is wrong", List.of(Problem.error(name, message, "")));
  }

  /**
   * A time.
   *
   * @param from its beginning
   * @param to its end
   */
  record Range(Instant from, Instant to) {}
}
