package org.fletchck;

import org.jspecify.annotations.Nullable;

/**
 * Why a run is made.
 *
 * @param confirms whether it is the second opinion, which counts
 * @param holder the run of the sequence that makes it, or null
 */
record Asked(boolean confirms, @Nullable Opinion holder) {

  /** A run by schedule, by hand or for another check's sake. */
  static final Asked PLAINLY = new Asked(false, null);

  /** The repetition of a run that failed. */
  static final Asked TO_CONFIRM = new Asked(true, null);

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
