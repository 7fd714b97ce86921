package org.fletchck.spi;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;

/** What a running check has at hand. */
public interface CheckContext extends RunContext {

  /** Keeps how long a part of the run took, such as {@code connect} or {@code tls}. */
  void phase(String name, Duration took);

  /** Returns what was believed before this run. */
  CheckState previous();

  /**
   * Returns for how long nothing new was reported of this check, for types that receive reports:
   * elapsed time since the last report arrived, or, if that is later, since the site was started or
   * the check was added. It stands still while a dependency blocks the check.
   */
  default Duration silence() {
    return Duration.ZERO;
  }

  /**
   * Returns the zone in which times are written: that of the check, else of the site, else of the
   * machine.
   */
  default ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /**
   * Runs other checks, each through its own complete update, and returns their states in the order
   * of the runs: by priority, then as listed. Only for names that an option of kind {@link
   * Option.Kind#CHECKS} holds. The time it takes doesn't count against the deadline.
   */
  List<MemberState> runAll(List<String> checks);

  /**
   * Waits for something that another check holds, such as a port that both use. The time it takes
   * doesn't count against the deadline, so the wait must have an end of its own; it must also end
   * when the thread is interrupted, as it is when the site closes.
   *
   * @return what the wait returns
   * @throws Exception what the wait throws
   */
  <T> T await(Callable<T> wait) throws Exception;
}
