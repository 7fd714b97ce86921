package org.fletchck.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;

/**
 * A message of the outbox, for output.
 *
 * @param state its state, as a word
 * @param entry the message
 * @param ended when it was delivered or given up; null while it waits
 * @param reason why it isn't delivered
 * @param detail the text of the last column
 */
record OutboxRow(
    String state,
    OutboxEntry entry,
    @Nullable Instant ended,
    @Nullable String reason,
    String detail,
    ZoneId zone) {

  private static final int WIDTH = 100;
  private static final int NARROWEST = 30;
  private static final DateTimeFormatter DAY = pattern("dd MMM HH:mm");
  private static final DateTimeFormatter TIME = pattern("HH:mm:ss");

  private static DateTimeFormatter pattern(String text) {
    return DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
  }

  static OutboxRow ofPending(OutboxEntry entry, Instant now, ZoneId zone) {
    boolean due = !entry.next().isAfter(now);
    String next = due ? "now" : TIME.format(entry.next().atZone(zone));
    boolean partly = entry.failedAttempts() == 0 && entry.reason() != null;
    String detail =
        partly
            ? String.valueOf(entry.reason())
            : entry.failedAttempts() == 0
                ? (due ? "is due" : "is collected with others until " + next)
                : "failed "
                    + times(entry.failedAttempts())
                    + ", next attempt "
                    + next
                    + ": "
                    + entry.reason();
    return new OutboxRow("pending", entry, null, entry.reason(), detail, zone);
  }

  static OutboxRow ofSettled(SettledEntry settled, ZoneId zone) {
    OutboxEntry entry = settled.entry();
    String failed =
        entry.failedAttempts() == 0 ? "" : ", after it failed " + times(entry.failedAttempts());
    String detail =
        settled.end() == End.DELIVERED
            ? "at " + DAY.format(settled.at().atZone(zone)) + failed
            : String.valueOf(settled.reason());
    return new OutboxRow(word(settled.end()), entry, settled.at(), settled.reason(), detail, zone);
  }

  private static String word(End end) {
    return switch (end) {
      case DELIVERED -> "delivered";
      case REFUSED -> "refused";
      case EXPIRED -> "expired";
      case IMPOSSIBLE -> "dropped";
    };
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /** Returns the lines of a table, with the last column wrapped between words. */
  static List<String> table(List<OutboxRow> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("STATE", "SINCE", "ACTION", "MESSAGE", "DETAIL"));
    rows.forEach(row -> cells.add(row.cells()));
    StringBuilder format = new StringBuilder();
    int indent = 0;
    for (int column = 0; column < 4; column++) {
      int at = column;
      int width = cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(1);
      format.append("%-").append(width).append("s  ");
      indent += width + 2;
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      String start = format.toString().formatted(row.subList(0, 4).toArray());
      for (String part : TypeText.wrapped(row.get(4), Math.max(NARROWEST, WIDTH - indent))) {
        lines.add((start + part).stripTrailing());
        start = " ".repeat(indent);
      }
    }
    return lines;
  }

  private List<String> cells() {
    return List.of(
        state,
        DAY.format(entry.created().atZone(zone)),
        entry.action(),
        Phrases.oneLine(entry.notification().headline()),
        detail);
  }

  Map<String, Object> json() {
    OutboxEntry.Window window = entry.window();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("state", state);
    values.put("id", entry.notification().id());
    values.put("action", entry.action());
    values.put("title", entry.notification().headline());
    values.put("since", time(entry.created()));
    values.put("failedAttempts", entry.failedAttempts());
    values.put("next", ended == null ? time(entry.next()) : null);
    values.put("ended", ended == null ? null : time(ended));
    values.put("reason", reason);
    values.put("window", window == null ? null : window.id());
    return values;
  }

  private String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.atZone(zone).truncatedTo(ChronoUnit.SECONDS));
  }
}
