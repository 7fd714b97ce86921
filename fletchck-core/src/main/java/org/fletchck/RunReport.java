package org.fletchck;

import java.time.Duration;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;

/**
 * What came of asking for a run.
 *
 * @param check the check's name
 * @param type its type as shown
 * @param outcome what was done
 * @param state what is believed of the check now; its last run is this one if it ran
 * @param took how long it took, all tries together
 * @param decision in words what was notified, or why nothing was
 */
public record RunReport(
    String check, String type, Outcome outcome, CheckState state, Duration took, String decision) {

  /** What was done when a run was asked for. */
  public enum Outcome {
    /** It ran, and the run was judged. */
    RAN,
    /** It ran and failed, and is to be repeated before it is judged. */
    TO_REPEAT,
    /** It ran, but for want of something of the monitor's own the run says nothing. */
    UNKNOWN,
    /** It didn't run, or its run counts for nothing, because of a check that it depends on. */
    BLOCKED,
    /** It didn't run because it is paused. */
    PAUSED,
    /** It didn't run because its configuration isn't valid. */
    MISCONFIGURED,
    /**
     * There is no such check, it was changed or removed while it ran, or what was reported of it is
     * overtaken.
     */
    GONE
  }

  /** Tells whether it ran and passed. */
  public boolean passed() {
    return outcome == Outcome.RAN && state.lastRun().verdict() == Verdict.PASSED;
  }

  /** Tells whether it ran and failed. */
  public boolean failed() {
    return (outcome == Outcome.RAN || outcome == Outcome.TO_REPEAT)
        && state.lastRun().verdict() == Verdict.FAILED;
  }
}
