package org.fletchck.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduler that uses the machine's time. */
final class SystemScheduler implements Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);

  /** The wall clock can be set, and the timer stands still while the machine sleeps. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final Duration NO_THREAD = Duration.ofSeconds(1);

  private static final Duration JUMP = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, r -> Deadlines.daemon(r, "fletchck-timer"));
  private final TreeSet<Firing> firings =
      new TreeSet<>(Comparator.comparing(Firing::due).thenComparingLong(Firing::number));
  private final List<Consumer<Duration>> jumpListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> threadListeners = new CopyOnWriteArrayList<>();
  private @Nullable ScheduledFuture<?> nextWake;
  private Instant nextWakeAt = Instant.MAX;
  private Instant lastWake;
  private long lastWakeNanos;
  private long nextWakeNanos;
  private long count;
  private volatile long lagNanos;

  SystemScheduler(InstantSource clock, ExecutorService workers) {
    this.clock = clock;
    this.workers = workers;
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once it is closed
    lastWake = clock.instant();
    lastWakeNanos = nanos();
    synchronized (this) {
      scheduleNextWake();
    }
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void execute(Runnable work) {
    try {
      workers.execute(() -> guarded(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, work not started");
    } catch (OutOfMemoryError e) { // usually no threads; a check must not be lost because of it
      LOG.debug("no thread for due work: {}; retrying in 1 s", e.getMessage());
      after(NO_THREAD, work);
      threadListeners.forEach(SystemScheduler::guarded);
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // the worker must survive, and the error must be logged
      LOG.error("work failed unexpectedly", e);
    }
  }

  @Override
  public synchronized Handle at(Instant due, Runnable work) {
    Firing firing = new Firing(due, count++, work);
    firings.add(firing);
    if (due.isBefore(nextWakeAt)) {
      scheduleNextWake();
    }
    return () -> forget(firing);
  }

  private synchronized void forget(Firing firing) {
    firings.remove(firing);
  }

  @Override
  public Handle after(Duration pause, Runnable work) {
    var pending =
        timer.schedule(() -> execute(work), Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  @Override
  public void onJump(Consumer<Duration> listener) {
    jumpListeners.add(listener);
  }

  @Override
  public void onNoThread(Runnable listener) {
    threadListeners.add(listener);
  }

  @Override
  public synchronized Duration lag() {
    return Duration.ofNanos(Math.max(lagNanos, nanos() - nextWakeNanos));
  }

  /** Starts what is due, and detects jumps of the clock. */
  private void fireDue() {
    List<Firing> due = new ArrayList<>();
    Duration jump;
    long planned;
    synchronized (this) {
      planned = nextWakeNanos;
      Instant now = clock.instant();
      jump = Duration.between(lastWake, now).minusNanos(nanos() - lastWakeNanos);
      lastWake = now;
      lastWakeNanos = nanos();
      while (!firings.isEmpty() && !firings.first().due().isAfter(now)) {
        due.add(firings.pollFirst());
      }
      scheduleNextWake();
    }
    if (jump.abs().compareTo(JUMP) > 0) {
      jumpListeners.forEach(listener -> guarded(() -> listener.accept(jump)));
    }
    due.forEach(firing -> execute(() -> start(firing, planned)));
  }

  private void start(Firing firing, long planned) {
    lagNanos = Math.max(0, nanos() - planned);
    firing.work().run();
  }

  private void scheduleNextWake() {
    if (nextWake != null) {
      nextWake.cancel(false);
    }
    Instant now = clock.instant();
    Instant latest = now.plus(LONGEST_WAIT);
    Instant due = firings.isEmpty() ? latest : firings.first().due();
    nextWakeAt = due.isBefore(latest) ? due : latest;
    long wait = Math.max(0, Duration.between(now, nextWakeAt).toNanos());
    nextWakeNanos = nanos() + wait;
    nextWake = timer.schedule(this::fireDue, wait, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close(Duration limit) {
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private record Firing(Instant due, long number, Runnable work) {}
}
