package org.fletchck;

import org.jspecify.annotations.Nullable;

/**
 * Why a run is made.
 *
 * @param confirms whether it is the second opinion, which counts
 * @param relearns whether it is made as if nothing had been learned
 * @param holder the run of the sequence that makes it, or null
 */
record RunRequest(boolean confirms, boolean relearns, @Nullable Confirmation holder) {

  /** A run by schedule, by hand or for another check's sake. */
  static final RunRequest PLAINLY = new RunRequest(false, false, null);

  /** The repetition of a run that failed. */
  static final RunRequest TO_CONFIRM = new RunRequest(true, false, null);

  /** A run by hand that learns again. */
  static final RunRequest TO_ACCEPT_HOST_KEY = new RunRequest(false, true, null);

  /** Returns why a sequence that was asked for so runs its members. */
  RunRequest forMembers(Confirmation members) {
    return new RunRequest(confirms, false, members);
  }

  /** Notes, for the run of a sequence, that a member's failure is to be confirmed. */
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
