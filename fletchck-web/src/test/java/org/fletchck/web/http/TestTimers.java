package org.fletchck.web.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;

/** The machine's scheduler, but what is to be done later is done when the test says so. */
final class TestTimers implements Scheduler {

  private final Scheduler real = Scheduler.system(InstantSource.system());
  private final Queue<Timer> later = new ConcurrentLinkedQueue<>();

  private record Timer(Duration pause, Runnable work) {}

  /** Does what was to be done after exactly this time. */
  void pass(Duration pause) {
    List<Timer> due = later.stream().filter(w -> w.pause.equals(pause)).toList();
    due.stream().filter(later::remove).forEach(w -> w.work.run());
  }

  @Override
  public InstantSource clock() {
    return real.clock();
  }

  @Override
  public long nanos() {
    return real.nanos();
  }

  @Override
  public void execute(Runnable work) {
    real.execute(work);
  }

  @Override
  public Handle at(Instant due, Runnable work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Handle after(Duration pause, Runnable work) {
    Timer waiting = new Timer(pause, work);
    later.add(waiting);
    return () -> later.remove(waiting);
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    real.pause(time);
  }

  @Override
  public void onJump(Consumer<Duration> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(Duration limit) {
    real.close(limit);
  }
}
