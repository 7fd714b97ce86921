package org.fletchck.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared watchdog: one thread that looks for expired attempts twenty times a second, and a few
 * that end them.
 *
 * <p>The timeouts of libraries are per read, so a peer that sends a byte a second can hold them
 * forever. Closing the socket ends any read. A timer for each attempt would often cost more than
 * the attempt itself: nearly all are over long before their deadline.
 */
public final class Deadlines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long LOOK_EVERY_MILLIS = 50;

  /** After this many consecutive sweeps with nothing to watch, the sweeps stop. */
  private static final int IDLE_SWEEPS = 40;

  /** Closing may itself block, so it isn't done on the timer; more than this is unlikely. */
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
  private @Nullable ScheduledFuture<?> sweeps;
  private int idle;

  /** Creates a watchdog; its threads start when they are needed. */
  public Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once it is closed
    closers.allowCoreThreadTimeOut(true);
  }

  /** Starts a deadline for what the calling thread does next. */
  public Deadline start(Duration limit) {
    Deadline deadline = new Deadline(this, limit);
    synchronized (this) {
      if (sweeps == null) {
        timer.prestartCoreThread(); // throws without a thread, before anything relies on it
        sweeps =
            timer.scheduleWithFixedDelay(
                this::expire, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      }
      running.add(deadline);
    }
    return deadline;
  }

  void ended(Deadline deadline) {
    running.remove(deadline);
  }

  private void expire() {
    List<Deadline> due = running.stream().filter(Deadline::isDue).toList();
    due.forEach(this::end);
    synchronized (this) {
      idle = running.isEmpty() ? idle + 1 : 0;
      if (idle > IDLE_SWEEPS && sweeps != null) {
        sweeps.cancel(false);
        sweeps = null;
        idle = 0;
      }
    }
  }

  /** Ends a deadline without throwing: an exception would end all sweeps. */
  private void end(Deadline deadline) {
    running.remove(deadline);
    try {
      closers.execute(deadline::pass);
    } catch (OutOfMemoryError e) { // only this thread is left
      LOG.debug("no thread to close resources at a deadline: {}", e.getMessage());
      deadline.pass();
    }
  }

  /** Makes all running deadlines pass now, and ends the threads. */
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
