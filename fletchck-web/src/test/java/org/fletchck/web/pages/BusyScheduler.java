package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;
import org.fletchck.testing.ManualScheduler;

/** A scheduler moved by hand, during whose work time seems to pass, so that runs have a length. */
public final class BusyScheduler implements Scheduler {

  /** Moves time. */
  public final ManualScheduler time;

  private long passed;

  /** Makes one that stands at this time. */
  public BusyScheduler(Instant start) {
    time = new ManualScheduler(start, 1);
  }

  /** Lets time pass for the work that is done now. */
  public synchronized void pass(Duration work) {
    passed += work.toNanos();
  }

  @Override
  public InstantSource clock() {
    return time.clock();
  }

  @Override
  public synchronized long nanos() {
    return time.nanos() + passed;
  }

  @Override
  public void execute(Runnable work) {
    time.execute(work);
  }

  @Override
  public Handle at(Instant due, Runnable work) {
    return time.at(due, work);
  }

  @Override
  public Handle after(Duration pause, Runnable work) {
    return time.after(pause, work);
  }

  @Override
  public void pause(Duration length) {
    time.pause(length);
  }

  @Override
  public void onJump(Consumer<Duration> listener) {
    time.onJump(listener);
  }

  @Override
  public void close(Duration limit) {
    time.close(limit);
  }
}
