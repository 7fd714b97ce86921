package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Starts work when it is due: one timer that only starts, and workers that do. All its time is one
 * clock and one ticker, so that a test can move them.
 */
public interface Scheduler extends AutoCloseable {

  /**
   * Returns a scheduler on the machine's time, with a virtual thread per piece of work from JDK 24
   * on, else with platform threads up to a bound of 1,024.
   *
   * @param clock the wall clock
   */
  static Scheduler system(InstantSource clock) {
    return new SystemScheduler(clock, WorkerThreads.unbounded());
  }

  /** Returns a scheduler on the machine's time with so many platform threads at the most. */
  static Scheduler system(InstantSource clock, int workers) {
    return new SystemScheduler(clock, WorkerThreads.platform(workers, WorkerThreads.NAME));
  }

  /** Returns the wall clock. */
  InstantSource clock();

  /** Returns monotonic nanoseconds, as {@link System#nanoTime} does. */
  long nanos();

  /** Does this on a worker as soon as one is free. */
  void execute(Runnable work);

  /** Does this on a worker when the wall clock shows the instant, also if it is set meanwhile. */
  Handle at(Instant due, Runnable work);

  /** Does this on a worker when so much time has passed. */
  Handle after(Duration pause, Runnable work);

  /** Lets the calling thread wait for so much time to pass. */
  void pause(Duration time) throws InterruptedException;

  /**
   * Returns by how much the work that was started last began late, or, if that is more, how long
   * the timer has not looked although it should have. Nothing where time stands still.
   */
  default Duration lag() {
    return Duration.ZERO;
  }

  /**
   * Tells, on the timer's thread, when the wall clock went ahead (positive: it was set, or the
   * machine slept) or back (negative) by more than a few seconds against monotonic time.
   */
  void onJump(Consumer<Duration> listener);

  /** Tells, on the caller's thread, when work can't begin for want of a thread; it begins later. */
  default void onNoThread(Runnable listener) {}

  /** Starts no more work and waits for what is running, no longer than this. */
  void close(Duration limit);

  @Override
  default void close() {
    close(Duration.ZERO);
  }

  /** Work that has not started yet. */
  @FunctionalInterface
  interface Handle {
    /** Forgets the work, unless it has started. */
    void cancel();
  }
}
