package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.Overview.Group;
import org.fletchck.web.pages.RecentChanges.ObservedPeriod;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of the dashboard. There may be a thousand, so each is short: end tags are left
 * out where HTML allows it, as is anything in links and times that the page already knows.
 * Everything in a row except the relative times is cached until something in it changes, because
 * most rows are the same as in the previous request, a moment ago, from somebody else or the page's
 * own script. Thread-safe.
 */
final class CheckRows {

  /** The number of units, of ten minutes each. */
  static final int UNITS = 144;

  private static final int ENOUGH_OF_A_PASS = 32;
  private static final int USUAL_LENGTH = 300;

  /** The age up to which the script counts seconds. */
  private static final Duration NEAR = Duration.ofHours(1);

  private final Map<String, Row> kept = new ConcurrentHashMap<>();

  /** Returns the table bodies. */
  Markup of(Overview overview, List<Group> groups, TimeFormat times, String base) {
    if (kept.size() > overview.checks().size()) {
      kept.keySet().retainAll(overview.checks().keySet());
    }
    int count = groups.stream().mapToInt(group -> 1 + group.members().size()).sum();
    Markup rows = new Markup(USUAL_LENGTH * count);
    for (Group group : groups) {
      rows.add("<tbody>");
      if (group.sequence() != null) {
        rows.add("<tr class=sequence>");
        row(group.sequence(), overview, times, base).add(rows, times);
      } else if (!group.name().isEmpty()) {
        rows.add("<tr class=sequence><th colspan=8 scope=rowgroup>").text(group.name());
      }
      for (CheckView check : group.members()) {
        rows.add("<tr>");
        row(check, overview, times, base).add(rows, times);
      }
      rows.add("</tbody>\n");
    }
    return rows;
  }

  private Row row(CheckView check, Overview overview, TimeFormat times, String base) {
    Row before = kept.get(check.name());
    if (before != null && before.isOf(check, overview.seen(), base)) {
      return before;
    }
    Optional<String> pause = check.pause(times);
    Row row = make(check, overview, pause, times, base);
    if (pause.isEmpty()) { // a pause may end by itself
      kept.put(check.name(), row);
    }
    return row;
  }

  private static Row make(
      CheckView check, Overview overview, Optional<String> pause, TimeFormat times, String base) {
    ObservedPeriod seen = overview.seen();
    Markup row = new Markup(USUAL_LENGTH);
    row.add("<th><a href=\"").text(Links.check(base, check.name())).add("\">");
    row.text(check.name()).add("</a><td><b class=").add(check.sign().css()).add(">");
    row.add(check.sign().word()).add("</b><td>").text(check.level()).add("<td>");
    row.text(pause.map(until -> "paused " + until).orElseGet(() -> reason(check)));
    row.add("<td>").text(check.type()).add("<td>");
    Instant since = check.since();
    if (since != null) {
      boolean isNear = since.isAfter(times.now().minus(NEAR)); // otherwise seconds don't matter
      time(row, isNear ? TimeFormat.iso(since) : TimeFormat.isoMinute(since));
    }
    int sinceAt = row.length();
    row.add(since == null ? "<td>" : "</time><td>");
    Instant next = pause.isPresent() ? null : check.next();
    if (next != null) {
      time(row, TimeFormat.iso(next));
    }
    int nextAt = row.length();
    row.add(next == null ? "<td>" : "</time><td>");
    StatusBar.of(seen, check.turns(), UNITS, check.state().status()).draw(row);
    String id = overview.ids().getOrDefault(check.name(), "");
    row.text(UptimeFigure.percent(seen.uptime(id, Duration.ofDays(1)))).add("\n");
    String html = row.toString();
    return new Row(
        check,
        seen,
        base,
        html.substring(0, sinceAt),
        since,
        html.substring(sinceAt, nextAt),
        next,
        html.substring(nextAt));
  }

  private static void time(Markup to, String iso) {
    to.add("<time datetime=").add(iso).add(">");
  }

  /** Returns the reason, shortened if the check passes. */
  private static String reason(CheckView check) {
    String reason = check.reason();
    boolean cut = check.sign().css().equals("pass") && reason.length() > ENOUGH_OF_A_PASS;
    return cut ? reason.substring(0, ENOUGH_OF_A_PASS - 1) + "…" : reason;
  }

  /**
   * A row without its relative times.
   *
   * @param check what it shows, together with {@code seen} and {@code base}
   * @param begin the HTML up to the first relative time
   * @param since the first relative time, if any
   * @param middle the HTML between the relative times
   * @param next the second relative time, if any
   * @param end the remaining HTML
   */
  private record Row(
      CheckView check,
      ObservedPeriod seen,
      String base,
      String begin,
      @Nullable Instant since,
      String middle,
      @Nullable Instant next,
      String end) {

    boolean isOf(CheckView now, ObservedPeriod seenNow, String baseNow) {
      return check.equals(now) && seen.equals(seenNow) && base.equals(baseNow);
    }

    void add(Markup to, TimeFormat times) {
      to.add(begin);
      if (since != null) {
        to.add(times.distance(since));
      }
      to.add(middle);
      if (next != null) {
        to.add(times.until(next));
      }
      to.add(end);
    }
  }
}
