package org.fletchck.internal.run;

import org.jspecify.annotations.Nullable;

/**
 * The reason for a run.
 *
 * @param confirms whether it is the confirming run, which counts
 * @param relearns whether it is made as if nothing had been learned
 * @param holder the run of the sequence that requests it, or null
 */
public record RunRequest(boolean confirms, boolean relearns, @Nullable Confirmation holder) {

  /** A run by schedule, by hand or for another check's sake. */
  public static final RunRequest PLAINLY = new RunRequest(false, false, null);

  /** The confirming run after one that failed. */
  static final RunRequest TO_CONFIRM = new RunRequest(true, false, null);

  /** A run by hand that learns again. */
  public static final RunRequest TO_ACCEPT_HOST_KEY = new RunRequest(false, true, null);

  /** Returns the request with which a sequence runs its members for this one. */
  RunRequest forMembers(Confirmation members) {
    return new RunRequest(confirms, false, members);
  }

  /** Records, for the run of a sequence, that a member's failure needs a confirming run. */
  static final class Confirmation {
    private volatile boolean wanted;

    void want() {
      wanted = true;
    }

    boolean isWanted() {
      return wanted;
    }
  }
}
