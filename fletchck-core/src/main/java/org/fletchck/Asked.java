package org.fletchck;

import org.jspecify.annotations.Nullable;

/**
 * Why a run is made.
 *
 * @param confirms whether it is the second opinion, which counts
 * @param relearns whether it is made as if nothing had been learned
 * @param holder the run of the sequence that makes it, or null
 */
record Asked(boolean confirms, boolean relearns, @Nullable Opinion holder) {

  /** A run by schedule, by hand or for another check's sake. */
  static final Asked PLAINLY = new Asked(false, false, null);

  /** The repetition of a run that failed. */
  static final Asked TO_CONFIRM = new Asked(true, false, null);

  /** A run by hand that learns anew. */
  static final Asked TO_RELEARN = new Asked(false, true, null);

  /** Returns why a sequence that was asked for so runs its members. */
  Asked forMembers(Opinion members) {
    return new Asked(confirms, false, members);
  }

  /** Notes, for the run of a sequence, that a member's failure is to be confirmed. */
  static final class Opinion {
    private volatile boolean wanted;

    void want() {
      wanted = true;
    }

    boolean isWanted() {
      return wanted;
    }
  }
}
