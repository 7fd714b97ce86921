package org.fletchck.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monotonic time limit of one attempt: when it passes, the registered resources are closed and
 * the thread that started it is interrupted. Close it when the attempt is over; no interrupt
 * arrives after that.
 */
public final class Deadline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final Deadlines watchdog;
  private final Thread runner = Thread.currentThread();
  private final List<AutoCloseable> resources = new ArrayList<>();
  private Duration left;
  private long resumedAt = System.nanoTime();
  private boolean running = true;
  private boolean passed;
  private boolean over;

  Deadline(Deadlines watchdog, Duration limit) {
    this.watchdog = watchdog;
    this.left = limit;
  }

  /** Returns the time left, never negative. */
  public synchronized Duration remaining() {
    Duration now = running ? left.minusNanos(System.nanoTime() - resumedAt) : left;
    return now.isNegative() || passed ? Duration.ZERO : now;
  }

  /** Returns whether the limit passed before the attempt was over. */
  public synchronized boolean passed() {
    return passed;
  }

  /** Closes a resource when the limit passes, or at once if it has passed. Returns the resource. */
  public <T extends AutoCloseable> T closeAtDeadline(T resource) {
    synchronized (this) {
      if (!passed) {
        resources.add(resource);
        return resource;
      }
    }
    shut(resource);
    return resource;
  }

  /** Makes a call whose time doesn't count towards the limit. */
  public <T, E extends Exception> T outside(Call<T, E> call) throws E {
    boolean paused = pause();
    try {
      return call.call();
    } finally {
      if (paused) {
        resume();
      }
    }
  }

  /** A call that returns a value or throws one type of exception. */
  @FunctionalInterface
  public interface Call<T, E extends Exception> {
    /** Makes the call. */
    T call() throws E;
  }

  private synchronized boolean pause() {
    if (passed || !running) {
      return false;
    }
    left = remaining();
    running = false;
    return true;
  }

  private synchronized void resume() {
    resumedAt = System.nanoTime();
    running = true;
  }

  synchronized boolean isDue() {
    return running && left.toNanos() <= System.nanoTime() - resumedAt;
  }

  /** Ends the attempt now, however much time is left. */
  void pass() {
    List<AutoCloseable> open;
    synchronized (this) {
      if (over || passed) {
        return;
      }
      passed = true;
      open = List.copyOf(resources);
      runner.interrupt();
    }
    open.forEach(Deadline::shut);
  }

  private static void shut(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      LOG.debug("closing at the deadline: {}", e.toString());
    }
  }

  /** Ends the deadline, and clears the interrupt that it may have sent. */
  @Override
  public void close() {
    watchdog.ended(this);
    synchronized (this) {
      over = true;
      resources.clear();
      if (passed) {
        Thread.interrupted();
      }
    }
  }
}
