package org.fletchck.spi;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;

/** The context in which a check runs. */
public interface CheckContext extends RunContext {

  /** Records how long a phase of the run took, such as {@code connect} or {@code tls}. */
  void phase(String name, Duration took);

  /** Returns the state before this run. */
  CheckState previous();

  /**
   * Returns how long there has been no new report, for types that receive reports: the time elapsed
   * since the last report arrived or, if that is later, since the site was started or the check was
   * added. Doesn't grow while a dependency blocks the check.
   */
  default Duration silence() {
    return Duration.ZERO;
  }

  /**
   * Returns the zone for formatting times: that of the check, else of the site, else of the
   * machine.
   */
  default ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /**
   * Runs other checks, updates the state of each, and returns these states in the order of the
   * runs: by priority, then as listed. The names must come from an option of kind {@link
   * Option.Kind#CHECKS}. The time this takes doesn't count against the deadline.
   */
  List<MemberState> runAll(List<String> checks);

  /**
   * Waits for something that another check holds, such as a port that both use. The time this takes
   * doesn't count against the deadline, so the wait needs a time limit of its own. It must also end
   * when the thread is interrupted, which happens when the site closes.
   *
   * @return the result of the wait
   * @throws Exception whatever the wait throws
   */
  <T> T await(Callable<T> wait) throws Exception;
}
