package org.fletchck.internal;

import java.time.Duration;
import org.fletchck.schedule.Scheduler;

/**
 * How long the program has run, over all starts. Decisions about durations use this: nobody sets
 * it, and it stands still while the program is off or the machine sleeps.
 */
public final class RunningTime {

  private final Scheduler scheduler;
  private final Duration before;
  private final long start;

  /**
   * Continues from what it was when the program ended.
   *
   * @param before what the store kept
   */
  public RunningTime(Scheduler scheduler, Duration before) {
    this.scheduler = scheduler;
    this.before = before;
    start = scheduler.nanos();
  }

  /** Returns the current running time, in whole milliseconds. */
  public Duration now() {
    return before.plusMillis((scheduler.nanos() - start) / 1_000_000);
  }
}
