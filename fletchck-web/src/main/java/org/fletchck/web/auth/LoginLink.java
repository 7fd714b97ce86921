package org.fletchck.web.auth;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to log in while there are no users: a code, shown on the console, that works once and for
 * a quarter of an hour. Safe for use by several threads.
 */
public final class LoginLink {

  private static final Duration LASTING = Duration.ofMinutes(15);

  private final LongSupplier nanos;
  private @Nullable String code;
  private long made;

  /**
   * Creates a link without a code.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   */
  public LoginLink(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns a path with a new code; the previous one no longer works. */
  public synchronized String renew() {
    code = Randomness.secret();
    made = nanos.getAsLong();
    return LoginPages.PATH + "?code=" + code;
  }

  /** Returns whether this is the valid code, which is used up by that. */
  synchronized boolean use(String given) {
    String wanted = code;
    if (wanted == null || !Randomness.equal(wanted, given) || isOver()) {
      return false;
    }
    code = null;
    return true;
  }

  private boolean isOver() {
    return nanos.getAsLong() - made >= LASTING.toNanos();
  }
}
