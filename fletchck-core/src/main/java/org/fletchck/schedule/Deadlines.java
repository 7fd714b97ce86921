package org.fletchck.schedule;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The shared watchdog: one thread that knows when each try must end, and a few that end it.
 *
 * <p>Library time-outs are per read, so a peer that sends a byte a second holds them for ever. A
 * closed socket ends any read.
 */
public final class Deadlines implements AutoCloseable {

  /** Closing may itself wait, so it is not done on the timer; more than these is unlikely. */
  private static final int CLOSERS = 8;

  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, r -> daemon(r, "fletchck-deadlines"));
  private final ThreadPoolExecutor closers =
      new ThreadPoolExecutor(
          CLOSERS,
          CLOSERS,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          r -> daemon(r, "fletchck-closer"));

  /** Makes a watchdog; its threads start when they are needed. */
  public Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once it is closed
    closers.allowCoreThreadTimeOut(true);
  }

  /** Starts a deadline for what the calling thread does next. */
  public Deadline start(Duration limit) {
    Deadline deadline = new Deadline(this, limit);
    running.add(deadline);
    return deadline;
  }

  void ended(Deadline deadline) {
    running.remove(deadline);
  }

  Runnable in(Duration delay, Runnable expiry) {
    var pending =
        timer.schedule(
            () -> closers.execute(expiry), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  /** Lets all deadlines that are running pass now, and ends the threads. */
  @Override
  public void close() {
    timer.shutdownNow();
    running.forEach(deadline -> closers.execute(deadline::pass));
    closers.shutdown();
  }

  static Thread daemon(Runnable r, String name) {
    Thread thread = Executors.defaultThreadFactory().newThread(r);
    thread.setName(name);
    thread.setDaemon(true);
    return thread;
  }
}
