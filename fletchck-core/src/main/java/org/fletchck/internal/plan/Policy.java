package org.fletchck.internal.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of a check's configuration that the state machine uses.
 *
 * @param threshold number of failing runs that make a failure, at least 1
 * @param window among how many of the last counted runs, at least the threshold; equal to it means
 *     in a row
 * @param recovery number of passing runs in a row that end a failure, at least 1
 * @param failAction whether failures are notified
 * @param passAction whether recoveries are notified
 * @param reminder how long after its last notification a failure is notified again; null for never
 */
public record Policy(
    int threshold,
    int window,
    int recovery,
    boolean failAction,
    boolean passAction,
    @Nullable Duration reminder) {

  /** One failing run is a failure, one passing run ends it, both are notified, once. */
  public static final Policy DEFAULT = new Policy(1, 1, 1, true, true, null);

  /** Rejects invalid values. */
  public Policy {
    if (threshold < 1 || recovery < 1) {
      throw new IllegalArgumentException(
          "threshold and recovery must be at least 1, not " + threshold + " and " + recovery);
    }
    if (window < threshold) {
      throw new IllegalArgumentException(
          "window must be at least the threshold, " + threshold + ", not " + window);
    }
    if (reminder != null && (reminder.isZero() || reminder.isNegative())) {
      throw new IllegalArgumentException("reminder must be longer than 0 s, not " + reminder);
    }
  }

  /** Returns this with failures notified. */
  public Policy notifyingFailures() {
    return new Policy(threshold, window, recovery, true, passAction, reminder);
  }
}
