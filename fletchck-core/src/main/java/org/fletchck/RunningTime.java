package org.fletchck;

import java.time.Duration;
import org.fletchck.schedule.Scheduler;

/**
 * For how long the program ran, over all starts. What decides by a duration goes by this: nobody
 * sets it, and it stands still while the program is off or the machine sleeps.
 */
final class RunningTime {

  private final Scheduler scheduler;
  private final Duration before;
  private final long start;

  /**
   * Goes on from what it was when the program ended.
   *
   * @param before what the store kept
   */
  RunningTime(Scheduler scheduler, Duration before) {
    this.scheduler = scheduler;
    this.before = before;
    start = scheduler.nanos();
  }

  /** Returns it as it is now, in whole milliseconds. */
  Duration now() {
    return before.plusMillis((scheduler.nanos() - start) / 1_000_000);
  }
}
