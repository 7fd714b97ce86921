package org.fletchck.web.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The way in while there are no users: a code, shown on the console, that works once and for a
 * quarter of an hour. Safe for use by several threads.
 */
public final class LoginLink {

  private static final Duration LASTING = Duration.ofMinutes(15);

  private final InstantSource clock;
  private @Nullable String code;
  private Instant ends = Instant.MIN;

  /** Makes one without a code. */
  public LoginLink(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns a path with a new code; the one before doesn't work any more. */
  public synchronized String renew() {
    code = Randomness.secret();
    ends = clock.instant().plus(LASTING);
    return Login.PATH + "?code=" + code;
  }

  /** Tells whether this is the code, which is used up by that. */
  synchronized boolean use(String given) {
    String wanted = code;
    if (wanted == null || !Randomness.equal(wanted, given) || !clock.instant().isBefore(ends)) {
      return false;
    }
    code = null;
    return true;
  }
}
