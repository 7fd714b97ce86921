package org.fletchck.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.state.History.Incident;
import org.fletchck.state.Uptime;
import org.jspecify.annotations.Nullable;

/**
 * The history of a check, for output.
 *
 * @param incidents newest first
 */
record HistoryReport(
    String name, ZoneId zone, Uptime.Span range, Uptime uptime, List<Incident> incidents) {

  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private static final Pattern FORMULA =
      Pattern.compile("[\\s\ufeff]*[=+@\uff1d\uff0b\uff0d\uff20-]|[\\t\\r\\n]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s from %s to %s".formatted(name, shortly(range.from()), shortly(range.to())));
    lines.add(
        "  up %s: %s up, %s down, %s unknown"
            .formatted(
                percent(),
                Phrases.lasting(uptime.up()),
                Phrases.lasting(uptime.down()),
                Phrases.lasting(uptime.unknown())));
    if (incidents.isEmpty()) {
      lines.add("  no failures");
    }
    incidents.forEach(incident -> lines.add("  " + line(incident)));
    return lines;
  }

  private String line(Incident incident) {
    String ended = incident.to() == null ? "ongoing" : "to " + shortly(incident.to());
    String notified =
        incident.notified().isEmpty() ? "nobody" : String.join(", ", incident.notified());
    return "%s %s, %s: %s; notified: %s"
        .formatted(
            shortly(incident.from()),
            ended,
            Phrases.lasting(lasted(incident)),
            why(incident),
            notified);
  }

  private static String why(Incident incident) {
    String reason = incident.reason() == null ? "" : Phrases.oneLine(incident.reason());
    String members = String.join(", ", incident.members());
    return reason.isEmpty() ? (members.isEmpty() ? "no reason given" : members) : reason;
  }

  private Duration lasted(Incident incident) {
    return Duration.between(incident.from(), incident.to() == null ? range.to() : incident.to());
  }

  private String percent() {
    OptionalDouble ratio = uptime.ratio();
    // Truncated, not rounded: 100 % means that it never failed.
    return ratio.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.3f %%", Math.floor(ratio.getAsDouble() * 1e5) / 1e3);
  }

  private String shortly(Instant time) {
    return SHORT.format(time.atZone(zone));
  }

  /** Returns a header and a line for each failure. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add("check,from,to,seconds,reason,members,notified");
    for (Incident incident : incidents) {
      Stream<String> cells =
          Stream.of(
              name,
              exactly(incident.from()),
              incident.to() == null ? "" : exactly(incident.to()),
              String.valueOf(lasted(incident).toSeconds()),
              incident.reason() == null ? "" : incident.reason(),
              String.join(",", incident.members()),
              String.join(",", incident.notified()));
      lines.add(String.join(",", cells.map(HistoryReport::cell).toList()));
    }
    return lines;
  }

  /** Spreadsheets take text with certain beginnings for a formula, but not after an apostrophe. */
  private static String cell(String text) {
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    String value = formula ? "'" + text : text;
    boolean plain = value.chars().noneMatch(c -> ",;\"\t\n\r".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("from", exactly(range.from()));
    values.put("to", exactly(range.to()));
    values.put("upSeconds", uptime.up().toSeconds());
    values.put("downSeconds", uptime.down().toSeconds());
    values.put("unknownSeconds", uptime.unknown().toSeconds());
    OptionalDouble ratio = uptime.ratio();
    values.put("up", ratio.isEmpty() ? null : ratio.getAsDouble());
    values.put("incidents", incidents.stream().map(this::json).toList());
    return values;
  }

  private Map<String, @Nullable Object> json(Incident incident) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("from", exactly(incident.from()));
    values.put("to", incident.to() == null ? null : exactly(incident.to()));
    values.put("seconds", lasted(incident).toSeconds());
    values.put("reason", incident.reason());
    values.put("members", incident.members());
    values.put("notified", incident.notified());
    values.put(
        "reasons",
        incident.reasons().stream()
            .map(reason -> Map.of("at", exactly(reason.at()), "reason", reason.text()))
            .toList());
    return values;
  }

  private String exactly(Instant time) {
    return EXACT.format(time.atZone(zone));
  }
}
