package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fletchck.spi.Status;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Uptime.Span;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.pages.RecentChanges.ObservedPeriod;

/**
 * Draws the history of a check as a row of units, each showing the worst status in its time. The
 * markup is small, as there may be a thousand bars on a page.
 */
final class StatusBar {

  private static final int NOTHING = 0;
  private static final int PASS = 1;
  private static final int PAUSED = 2;
  private static final int UNREACHABLE = 3;
  private static final int FAIL = 4;
  private static final String[] CLASSES = {"", "pass", "paused", "unreachable", "fail"};

  private final byte[] units;

  private StatusBar(int units) {
    this.units = new byte[units];
  }

  /**
   * Creates a bar.
   *
   * @param units the number of units, each a pixel wide on pages
   * @param now the current status, which may not be in the history yet
   */
  static StatusBar of(ObservedPeriod seen, List<StatusChange> turns, int units, Status now) {
    StatusBar strip = new StatusBar(units);
    double unit = (double) Duration.between(seen.from(), seen.to()).toMillis() / units;
    for (int i = 0; i < turns.size(); i++) {
      int worth = worth(turns.get(i).status());
      Instant end = i + 1 < turns.size() ? turns.get(i + 1).at() : seen.to();
      for (Span watched : worth == NOTHING ? List.<Span>of() : seen.watched()) {
        Instant from = later(later(turns.get(i).at(), watched.from()), seen.from());
        Instant to = watched.to().isBefore(end) ? watched.to() : end;
        if (from.isBefore(to)) {
          strip.mark(worth, millis(seen, from) / unit, millis(seen, to) / unit);
        }
      }
    }
    strip.mark(worth(now), units - 1, units);
    return strip;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static double millis(ObservedPeriod seen, Instant at) {
    return Duration.between(seen.from(), at).toMillis();
  }

  private void mark(int worth, double from, double to) {
    int end = (int) Math.min(units.length, Math.ceil(to));
    for (int i = (int) from; i < end; i++) {
      if (units[i] < worth) {
        units[i] = (byte) worth;
      }
    }
  }

  private static int worth(Status status) {
    return switch (status) {
      case FAIL -> FAIL;
      case UNREACHABLE -> UNREACHABLE;
      case PAUSED -> PAUSED;
      case PASS -> PASS;
      case PENDING -> NOTHING;
    };
  }

  /** Adds the bar; if all units pass, the most common case, it is a single element. */
  void draw(Markup to) {
    draw(to, "");
  }

  /** Adds the bar, stretched to the available width. */
  void stretch(Markup to) {
    String box = " viewBox=\"0 0 " + units.length + " 16\" preserveAspectRatio=none";
    draw(to, box);
  }

  private void draw(Markup to, String attributes) {
    int there = 0; // a bit for each worth
    for (byte unit : units) {
      there |= 1 << unit;
    }
    if (there == 1 << PASS) {
      to.add("<i></i>");
      return;
    }
    to.add("<svg").add(attributes).add(">");
    for (int worth = PASS; worth <= FAIL; worth++) {
      if ((there & 1 << worth) != 0) {
        path(to, worth);
      }
    }
    to.add("</svg>");
  }

  private void path(Markup to, int worth) {
    to.add("<path class=").add(CLASSES[worth]).add(" d=\"");
    for (int i = 0; i < units.length; i++) {
      if (units[i] == worth) {
        int from = i;
        while (i + 1 < units.length && units[i + 1] == worth) {
          i++;
        }
        to.add("M").add(from).add(" 8h").add(i + 1 - from);
      }
    }
    to.add("\"/>");
  }
}
