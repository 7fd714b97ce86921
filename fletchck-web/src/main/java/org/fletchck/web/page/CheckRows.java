package org.fletchck.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fletchck.web.page.Overview.Group;
import org.fletchck.web.view.Links;
import org.fletchck.web.view.Markup;
import org.fletchck.web.view.Times;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of the dashboard. There may be a thousand, so each is short: no end tags where
 * HTML needs none, and links and times without what the page knows anyway.
 */
final class CheckRows {

  /** Ten minutes each. */
  static final int UNITS = 144;

  private static final int ENOUGH_OF_A_PASS = 32;

  /** Within this time the script counts seconds. */
  private static final Duration NEAR = Duration.ofHours(1);

  /** Where the minutes end in a time of ISO-8601. */
  private static final int MINUTES = "2026-11-21T12:00".length();

  private final Overview overview;
  private final Times times;
  private final String base;
  private final Markup rows = new Markup();

  private CheckRows(Overview overview, Times times, String base) {
    this.overview = overview;
    this.times = times;
    this.base = base;
  }

  /** Returns the bodies of the table. */
  static Markup of(Overview overview, List<Group> groups, Times times, String base) {
    CheckRows all = new CheckRows(overview, times, base);
    groups.forEach(all::group);
    return all.rows;
  }

  private void group(Group group) {
    rows.add("<tbody>");
    if (group.sequence() != null) {
      row(group.sequence(), "<tr class=sequence>");
    } else if (!group.name().isEmpty()) {
      rows.add("<tr class=sequence><th colspan=8 scope=rowgroup>").text(group.name());
    }
    group.members().forEach(check -> row(check, "<tr>"));
    rows.add("</tbody>\n");
  }

  private void row(Shown check, String begin) {
    rows.add(begin).add("<th><a href=\"").text(Links.check(base, check.name()));
    rows.add("\">").text(check.name()).add("</a><td><b class=").add(check.sign().css()).add(">");
    rows.add(check.sign().word()).add("</b><td>").text(check.level());
    Optional<String> pause = check.pause(times);
    rows.add("<td>").text(pause.map(until -> "paused " + until).orElseGet(() -> reason(check)));
    rows.add("<td>").text(check.type());
    since(check.since());
    next(pause.isPresent() ? null : check.next());
    String id = overview.ids().getOrDefault(check.name(), "");
    rows.add("<td>");
    Strip.of(overview.seen(), check.turns(), UNITS, check.state().status()).draw(rows);
    rows.add(Spell.percent(overview.seen().uptime(id, Duration.ofDays(1)))).add("\n");
  }

  /** A pass has little to say. */
  private static String reason(Shown check) {
    String reason = check.reason();
    boolean cut = check.sign().css().equals("pass") && reason.length() > ENOUGH_OF_A_PASS;
    return cut ? reason.substring(0, ENOUGH_OF_A_PASS - 1) + "…" : reason;
  }

  private void since(@Nullable Instant time) {
    rows.add("<td>");
    if (time != null) {
      boolean isNear = time.isAfter(times.now().minus(NEAR)); // else seconds say nothing
      String iso = Times.iso(time);
      rows.add("<time datetime=").add(isNear ? iso : iso.substring(0, MINUTES) + "Z").add(">");
      rows.add(times.distance(time)).add("</time>");
    }
  }

  private void next(@Nullable Instant time) {
    rows.add("<td>");
    if (time != null) {
      rows.add("<time datetime=").add(Times.iso(time)).add(">");
      rows.add(times.until(time)).add("</time>");
    }
  }
}
