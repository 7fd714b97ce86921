package org.fletchck.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose time moves only on request, and stands still while work is done. Work runs on
 * the thread that moves time, one piece after the other in order of due time, or on workers. Pieces
 * due at the same time start in a random order determined by the seed.
 */
public final class ManualScheduler implements Scheduler {

  private final SettableClock clock;
  private final Random random;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Consumer<Duration>> jumpListeners = new CopyOnWriteArrayList<>();
  private final @Nullable ExecutorService workers;
  private long nanos;
  private Duration lag = Duration.ZERO;
  private int running;
  private boolean closed;

  /** Creates a scheduler that starts at this time and works on the thread that moves time. */
  public ManualScheduler(Instant start, long seed) {
    this(start, seed, null);
  }

  /** Creates a scheduler that starts at this time and works on this many threads. */
  public ManualScheduler(Instant start, long seed, int workers) {
    this(start, seed, Executors.newFixedThreadPool(workers));
  }

  private ManualScheduler(Instant start, long seed, @Nullable ExecutorService workers) {
    clock = new SettableClock(start);
    random = new Random(seed);
    this.workers = workers;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  /** Returns the lag that was set, zero by default. */
  @Override
  public synchronized Duration lag() {
    return lag;
  }

  /** Sets the lag that this scheduler reports; its work starts in time all the same. */
  public synchronized void lag(Duration late) {
    lag = late;
  }

  @Override
  public void execute(Runnable work) {
    after(Duration.ZERO, work);
  }

  @Override
  public Handle at(Instant due, Runnable work) {
    return add(new Task(due, 0, work));
  }

  @Override
  public synchronized Handle after(Duration pause, Runnable work) {
    return add(new Task(null, nanos + pause.toNanos(), work));
  }

  private synchronized Handle add(Task task) {
    if (!closed) {
      tasks.add(task);
    }
    return () -> remove(task);
  }

  private synchronized void remove(Task task) {
    tasks.remove(task);
  }

  /** Returns at once; time doesn't move. */
  @Override
  public void pause(Duration time) {}

  @Override
  public void onJump(Consumer<Duration> listener) {
    jumpListeners.add(listener);
  }

  /** Moves time forward, and does everything that becomes due on the way at its time. */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    runDue();
    while (true) {
      Instant next = nextDue();
      if (next == null || next.isAfter(end)) {
        break;
      }
      moveTo(next);
      runDue();
    }
    moveTo(end);
    runDue();
  }

  /** Sets the wall clock forward or back without time passing, and calls the jump listeners. */
  public void jump(Duration by) {
    clock.advance(by);
    jumpListeners.forEach(listener -> listener.accept(by));
    runDue();
  }

  /** Does everything that is due now, or becomes due meanwhile, and waits until it is done. */
  public void runDue() {
    for (Runnable work = awaitDue(); work != null; work = awaitDue()) {
      start(work);
    }
  }

  /** Returns work that is due, waiting for running work to add some; null if there is none. */
  private synchronized @Nullable Runnable awaitDue() {
    Runnable work = takeDue();
    while (work == null && running > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while waiting for work", e);
      }
      work = takeDue();
    }
    return work;
  }

  private void start(Runnable work) {
    if (workers == null) {
      work.run();
      return;
    }
    synchronized (this) {
      running++;
    }
    workers.execute(
        () -> {
          try {
            work.run();
          } finally {
            ended();
          }
        });
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private synchronized @Nullable Runnable takeDue() {
    List<Task> due = tasks.stream().filter(task -> !dueAt(task).isAfter(clock.instant())).toList();
    if (due.isEmpty()) {
      return null;
    }
    Task chosen = due.get(random.nextInt(due.size()));
    tasks.remove(chosen);
    return chosen.work();
  }

  private synchronized @Nullable Instant nextDue() {
    return tasks.stream().map(this::dueAt).min(Instant::compareTo).orElse(null);
  }

  private Instant dueAt(Task task) {
    return task.wall() != null ? task.wall() : clock.instant().plusNanos(task.monotonic() - nanos);
  }

  private synchronized void moveTo(Instant time) {
    long passed = Duration.between(clock.instant(), time).toNanos();
    if (passed > 0) {
      nanos += passed;
      clock.set(time);
    }
  }

  @Override
  public synchronized void close(Duration limit) {
    closed = true;
    tasks.clear();
    if (workers != null) {
      workers.shutdownNow();
    }
  }

  private record Task(@Nullable Instant wall, long monotonic, Runnable work) {}
}
