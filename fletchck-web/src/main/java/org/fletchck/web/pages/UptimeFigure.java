package org.fletchck.web.pages;

import java.time.Duration;
import org.fletchck.Uptime;
import org.fletchck.web.layout.TimeFormat;

/**
 * For how much of some time a check was up.
 *
 * @param word how long that time is
 * @param up such as {@code 99.97 %}, never rounded up to 100; a dash if too little is known
 * @param more in words, for how long it was down, or for how long anything is known
 */
public record UptimeFigure(String word, String up, String more) {

  private static final String DASH = "–";

  /** A figure about a time of which less than one part of these is known says nothing. */
  private static final int PARTS = 10;

  static UptimeFigure of(String word, Uptime uptime) {
    Duration known = uptime.up().plus(uptime.down());
    if (known.isZero()) {
      return new UptimeFigure(word, DASH, "nothing is known");
    }
    if (isTooLittle(uptime)) {
      return new UptimeFigure(word, DASH, "known for " + TimeFormat.length(known));
    }
    Duration down = uptime.down();
    String more = down.isZero() ? "never down" : "down for " + TimeFormat.length(down);
    return new UptimeFigure(word, percent(uptime), more);
  }

  /** Returns the figure alone. */
  static String percent(Uptime uptime) {
    if (isTooLittle(uptime)) {
      return DASH;
    }
    int hundredths = (int) (uptime.ratio().orElse(0) * 10_000);
    if (hundredths == 10_000) {
      return "100 %";
    }
    if (hundredths >= 9_900) {
      int rest = hundredths % 100;
      return "99." + rest / 10 + rest % 10 + " %";
    }
    int tenths = (hundredths + 5) / 10;
    return tenths / 10 + "." + tenths % 10 + " %";
  }

  private static boolean isTooLittle(Uptime uptime) {
    Duration known = uptime.up().plus(uptime.down());
    Duration whole = known.plus(uptime.unknown());
    return known.isZero() || known.toMillis() * PARTS < whole.toMillis();
  }

  /** Tells whether there is a figure. */
  public boolean isKnown() {
    return !up.equals(DASH);
  }
}
