package org.fletchck.web.page;

import java.time.Duration;
import java.util.Locale;
import org.fletchck.Uptime;
import org.fletchck.web.view.Times;

/**
 * For how much of some time a check was up.
 *
 * @param word how long that time is
 * @param up such as {@code 99.97 %}, never rounded up to 100; a dash if too little is known
 * @param more in words, for how long it was down, or for how long anything is known
 */
public record Spell(String word, String up, String more) {

  private static final String DASH = "–";

  /** A figure about a time of which less than one part of these is known says nothing. */
  private static final int PARTS = 10;

  static Spell of(String word, Uptime uptime) {
    Duration known = uptime.up().plus(uptime.down());
    if (known.isZero()) {
      return new Spell(word, DASH, "nothing is known");
    }
    if (isTooLittle(uptime)) {
      return new Spell(word, DASH, "known for " + Times.length(known));
    }
    Duration down = uptime.down();
    String more = down.isZero() ? "never down" : "down for " + Times.length(down);
    return new Spell(word, percent(uptime), more);
  }

  /** Returns the figure alone. */
  static String percent(Uptime uptime) {
    if (isTooLittle(uptime)) {
      return DASH;
    }
    double percent = Math.floor(uptime.ratio().orElse(0) * 10_000) / 100;
    if (percent == 100) {
      return "100 %";
    }
    return String.format(Locale.ROOT, percent >= 99 ? "%.2f %%" : "%.1f %%", percent);
  }

  private static boolean isTooLittle(Uptime uptime) {
    Duration known = uptime.up().plus(uptime.down());
    Duration whole = known.plus(uptime.unknown());
    return known.isZero() || known.multipliedBy(PARTS).compareTo(whole) < 0;
  }

  /** Tells whether there is a figure. */
  public boolean isKnown() {
    return !up.equals(DASH);
  }
}
