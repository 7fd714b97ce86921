package org.fletchck.spi;

import java.time.Duration;
import java.util.List;

/** What a running check has at hand. */
public interface CheckContext extends RunContext {

  /** Keeps how long a part of the run took, such as {@code connect} or {@code tls}. */
  void phase(String name, Duration took);

  /** Returns what was believed before this run. */
  CheckState previous();

  /**
   * Runs other checks, each through its own complete update, and returns their states in the order
   * of the runs: by priority, then as listed. Only for names that an option of kind {@link
   * Option.Kind#CHECKS} holds. The time it takes doesn't count against the deadline.
   */
  List<MemberState> runAll(List<String> checks);
}
