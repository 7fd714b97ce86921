package org.fletchck.state;

import java.time.Duration;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;

/**
 * The outcome of a request to run a check.
 *
 * @param check the check's name
 * @param type its type as shown
 * @param outcome what was done
 * @param state the check's state now; its last run is this one if it ran
 * @param took how long it took, all attempts together
 * @param decision what was notified, or why nothing was, as text
 */
public record RunReport(
    String check, String type, Outcome outcome, CheckState state, Duration took, String decision) {

  /** What was done when a run was requested. */
  public enum Outcome {
    /** It ran, and the run was judged. */
    RAN,
    /** It ran and failed, and needs a confirming run before it is judged. */
    TO_REPEAT,
    /** It ran, but says nothing because the monitor itself was short of something. */
    UNKNOWN,
    /** It didn't run, or its run doesn't count, because of a check that it depends on. */
    BLOCKED,
    /** It didn't run because it is paused. */
    PAUSED,
    /** It didn't run because its configuration is invalid. */
    MISCONFIGURED,
    /**
     * There is no such check, it was changed or removed while it ran, or the report is outdated.
     */
    GONE
  }

  /** Returns whether it ran and passed. */
  public boolean passed() {
    return outcome == Outcome.RAN && state.lastRun().verdict() == Verdict.PASSED;
  }

  /** Returns whether it ran and failed. */
  public boolean failed() {
    return (outcome == Outcome.RAN || outcome == Outcome.TO_REPEAT)
        && state.lastRun().verdict() == Verdict.FAILED;
  }
}
