package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A known service. Its request is in a file of its name, with placeholders; here is what can't be
 * written there.
 */
enum Preset {
  JSON(null, 3000, "url"),
  NTFY("https://ntfy.sh", 1300, "to"), // it accepts 4096 bytes
  GOTIFY(null, 3000, "url, token"),
  SLACK(null, 3000, "url"),
  DISCORD(null, 1500, "url"), // it accepts 4096 characters, including escapes
  TEAMS(null, 3000, "url"),
  TELEGRAM("https://api.telegram.org", 3000, "token, to"), // it accepts 4096 characters
  MATRIX(null, 3000, "url, token, to"),
  PUSHOVER("https://api.pushover.net", 1000, "token, to"), // it accepts 1024 characters
  PAGERDUTY("https://events.pagerduty.com", 700, "token"); // its summary may have 1024 characters

  /** The default URL of the service; null if there is none. */
  final @Nullable String url;

  /** The maximum length of a text, in characters. */
  final int limit;

  /** The required options, separated by commas. */
  final String needs;

  Preset(@Nullable String url, int limit, String needs) {
    this.url = url;
    this.limit = limit;
    this.needs = needs;
  }

  static Preset of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static String[] words() {
    return Stream.of(values()).map(Preset::word).toArray(String[]::new);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the required options. */
  Set<String> needed() {
    return Set.of(needs.split(", ", -1));
  }

  /** Returns whether the service tracks incidents, and so needs each change separately. */
  boolean isForIncidents() {
    return this == PAGERDUTY;
  }

  /** Returns the escaping of texts for the markup that the service supports. */
  UnaryOperator<String> markup() {
    return switch (this) {
      case SLACK -> Escape::slack;
      case DISCORD -> Escape::discord;
      case TEAMS -> Escape::teams;
      default -> UnaryOperator.identity();
    };
  }

  /**
   * A request as it is sent.
   *
   * @param headers by name, ignoring case
   */
  record Request(String method, String address, Map<String, String> headers, String body) {}

  /** Returns the request template of the service. */
  Request request() {
    String[] halves = text().split("\n\n", 2);
    String[] head = halves[0].split("\n", -1);
    String[] line = head[0].split(" ", 2);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < head.length; i++) {
      String[] header = head[i].split(": ", 2);
      headers.put(header[0], header[1]);
    }
    return new Request(line[0], line[1], headers, halves[1].strip());
  }

  private String text() {
    String name = "presets/" + word() + ".http";
    try (InputStream file = Preset.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
