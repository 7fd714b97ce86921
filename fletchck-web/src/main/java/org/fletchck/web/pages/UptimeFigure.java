package org.fletchck.web.pages;

import java.time.Duration;
import org.fletchck.state.Uptime;
import org.fletchck.web.layout.TimeFormat;

/**
 * The uptime of a check over a period.
 *
 * @param word the length of the period
 * @param up such as {@code 99.97 %}, never rounded up to 100; a dash if too little is known
 * @param more in words, how long the check was down, or how much of the period is known
 */
public record UptimeFigure(String word, String up, String more) {

  private static final String DASH = "–";

  /** No figure is shown if less than one of this many parts of the period is known. */
  private static final int PARTS = 10;

  static UptimeFigure of(String word, Uptime uptime) {
    Duration known = uptime.up().plus(uptime.down());
    if (known.isZero()) {
      return new UptimeFigure(word, DASH, "no data");
    }
    if (isTooLittle(uptime)) {
      return new UptimeFigure(word, DASH, "data for " + TimeFormat.length(known));
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

  /** Returns whether there is a figure. */
  public boolean isKnown() {
    return !up.equals(DASH);
  }
}
