package org.fletchck.web.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;
import org.fletchck.testing.ManualScheduler;

/** A scheduler whose work begins late. */
final class LateScheduler implements Scheduler {

  private final ManualScheduler scheduler =
      new ManualScheduler(Instant.parse("2026-11-21T00:00:00Z"), 1);
  private final Duration lag;

  LateScheduler(Duration lag) {
    this.lag = lag;
  }

  @Override
  public Duration lag() {
    return lag;
  }

  @Override
  public InstantSource clock() {
    return scheduler.clock();
  }

  @Override
  public long nanos() {
    return scheduler.nanos();
  }

  @Override
  public void execute(Runnable work) {
    scheduler.execute(work);
  }

  @Override
  public Handle at(Instant due, Runnable work) {
    return scheduler.at(due, work);
  }

  @Override
  public Handle after(Duration pause, Runnable work) {
    return scheduler.after(pause, work);
  }

  @Override
  public void pause(Duration time) {
    scheduler.pause(time);
  }

  @Override
  public void onJump(Consumer<Duration> listener) {
    scheduler.onJump(listener);
  }

  @Override
  public void close(Duration limit) {
    scheduler.close(limit);
  }
}
