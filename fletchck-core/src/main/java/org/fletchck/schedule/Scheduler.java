package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Starts work when it is due: a single timer starts it, workers do it. All time comes from one
 * clock and one ticker, so that a test can control them.
 */
public interface Scheduler extends AutoCloseable {

  /**
   * Returns a scheduler that uses the machine's time, with a virtual thread per piece of work from
   * JDK 24 on, otherwise with up to 1,024 platform threads.
   *
   * @param clock the wall clock
   */
  static Scheduler system(InstantSource clock) {
    return new SystemScheduler(clock, WorkerThreads.unbounded());
  }

  /** Returns a scheduler that uses the machine's time, with at most this many platform threads. */
  static Scheduler system(InstantSource clock, int workers) {
    return new SystemScheduler(clock, WorkerThreads.platform(workers, WorkerThreads.NAME));
  }

  /** Returns the wall clock. */
  InstantSource clock();

  /** Returns monotonic time in nanoseconds, like {@link System#nanoTime}. */
  long nanos();

  /** Runs work on a worker as soon as one is free. */
  void execute(Runnable work);

  /** Runs work on a worker when the wall clock reaches an instant, even if it is set meanwhile. */
  Handle at(Instant due, Runnable work);

  /** Runs work on a worker when this much time has passed. */
  Handle after(Duration pause, Runnable work);

  /** Makes the calling thread wait for this much time. */
  void pause(Duration time) throws InterruptedException;

  /**
   * Returns how late the most recently started work began or, if that is more, how long the timer
   * is overdue. Zero if time stands still.
   */
  default Duration lag() {
    return Duration.ZERO;
  }

  /**
   * Calls a listener, on the timer's thread, when the wall clock went forward (positive: it was
   * set, or the machine slept) or back (negative) by more than a few seconds against monotonic
   * time.
   */
  void onJump(Consumer<Duration> listener);

  /**
   * Calls a listener, on the caller's thread, when work can't start for lack of a thread; it starts
   * later.
   */
  default void onNoThread(Runnable listener) {}

  /** Starts no more work, and waits up to a limit for running work. */
  void close(Duration limit);

  @Override
  default void close() {
    close(Duration.ZERO);
  }

  /** A handle to work that has not started yet. */
  @FunctionalInterface
  interface Handle {
    /** Cancels the work, unless it has started. */
    void cancel();
  }
}
