package org.fletchck.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.schedule.Scheduler;
import org.fletchck.schedule.Trigger;
import org.fletchck.state.Uptime.Span;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks when their triggers fire; each firing is armed when the one before is over. When the
 * clock is set back, what was armed is armed again from the new time on, but fixed times that have
 * already fired don't fire again, for a day at most.
 */
public final class TriggerScheduler {

  private final Scheduler scheduler;
  private final CheckRunner runner;
  private final Map<MonitoredCheck, ArmedTrigger> armed = new HashMap<>();

  /** For all checks with a trigger, even if it won't fire again. */
  private final Map<MonitoredCheck, Firing> fired = new HashMap<>();

  public TriggerScheduler(Scheduler scheduler, CheckRunner runner) {
    this.scheduler = scheduler;
    this.runner = runner;
  }

  /** Arms a check by its current trigger, from now on. */
  synchronized void arm(MonitoredCheck check) {
    disarm(check);
    Instant now = scheduler.clock().instant();
    check
        .spec()
        .trigger()
        .ifPresent(
            trigger -> {
              fired.put(check, new Firing(trigger, null, null));
              armAfter(check, trigger, now);
            });
  }

  /** Disarms a check. */
  public synchronized void disarm(MonitoredCheck check) {
    ArmedTrigger old = armed.remove(check);
    if (old != null) {
      old.handle.cancel();
    }
    fired.remove(check);
  }

  public synchronized void disarmAll() {
    List.copyOf(armed.keySet()).forEach(this::disarm);
  }

  /** Returns when a check next runs by its trigger; if that is past, it is running or about to. */
  public synchronized Optional<Instant> next(MonitoredCheck check) {
    return Optional.ofNullable(armed.get(check)).map(firing -> firing.due.plus(firing.delay));
  }

  /** Makes all triggers continue from the clock's new time. */
  public synchronized void clockWentBack() {
    Instant now = scheduler.clock().instant();
    armed.values().forEach(firing -> firing.handle.cancel());
    armed.clear();
    fired.replaceAll((check, times) -> times.notAgainFrom(now));
    fired.forEach((check, times) -> armAfter(check, times.trigger(), now));
  }

  private void armAfter(MonitoredCheck check, Trigger trigger, Instant base) {
    next(check, trigger, base).ifPresent(next -> armAt(check, trigger, next));
  }

  /** Returns the next time that didn't fire before the clock was set back. */
  private Optional<Instant> next(MonitoredCheck check, Trigger trigger, Instant base) {
    Optional<Instant> next = trigger.next(base);
    Firing times = fired.get(check);
    return times == null ? next : next.flatMap(times::orLater);
  }

  private void armAt(MonitoredCheck check, Trigger trigger, Instant next) {
    Duration delay = random(trigger.jitter());
    ArmedTrigger firing = new ArmedTrigger(trigger, next, next, delay);
    armed.put(check, firing);
    firing.handle = scheduler.at(next.plus(delay), () -> fire(check, firing));
  }

  private static Duration random(Duration most) {
    return most.isZero()
        ? most
        : Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() + 1));
  }

  private void fire(MonitoredCheck check, ArmedTrigger firing) {
    remember(check, firing);
    // A machine that slept has missed firings; this one makes up for them.
    Instant started = scheduler.clock().instant().minus(firing.delay);
    try {
      runner.run(check, RunRequest.PLAINLY);
    } finally {
      rearm(check, firing, started.isAfter(firing.due) ? started : firing.due);
    }
  }

  private synchronized void remember(MonitoredCheck check, ArmedTrigger firing) {
    Firing times = fired.get(check);
    if (times != null && firing.trigger.fixed() && armed.get(check) == firing) {
      fired.put(check, times.with(firing.time));
    }
  }

  private synchronized void rearm(MonitoredCheck check, ArmedTrigger firing, Instant base) {
    if (armed.get(check) != firing) {
      return;
    }
    armed.remove(check);
    Instant now = scheduler.clock().instant();
    next(check, firing.trigger, base)
        .ifPresent(
            next -> {
              if (next.isAfter(now)) {
                armAt(check, firing.trigger, next);
              } else { // all that fell due during the run becomes one
                ArmedTrigger late = new ArmedTrigger(firing.trigger, next, now, Duration.ZERO);
                armed.put(check, late);
                late.handle = scheduler.at(now, () -> fire(check, late));
              }
            });
  }

  /** A firing, to come or in progress, for a time of its trigger. */
  private static final class ArmedTrigger {
    final Trigger trigger;
    final Instant time;
    final Instant due;
    final Duration delay;
    Scheduler.Handle handle = () -> {};

    ArmedTrigger(Trigger trigger, Instant time, Instant due, Duration delay) {
      this.trigger = trigger;
      this.time = time;
      this.due = due;
      this.delay = delay;
    }
  }

  /**
   * Fixed times that fired.
   *
   * @param times from the first to the last of a series without gaps; null if none fired
   * @param done those that are ahead because the clock was set back, and don't fire again
   */
  private record Firing(Trigger trigger, @Nullable Span times, @Nullable Span done) {

    private static final Duration MOST = Duration.ofDays(1);

    Firing with(Instant time) {
      Instant from =
          times != null && trigger.next(times.to()).filter(time::equals).isPresent()
              ? times.from()
              : time;
      return new Firing(trigger, new Span(from, time), done);
    }

    Firing notAgainFrom(Instant now) {
      Span all = times;
      if (all != null && done != null) {
        all = new Span(min(all.from(), done.from()), max(all.to(), done.to()));
      }
      return all == null
          ? this
          : new Firing(trigger, times, new Span(all.from(), min(all.to(), now.plus(MOST))));
    }

    /** Returns a time, or the first after those that don't fire again if it is one of them. */
    Optional<Instant> orLater(Instant time) {
      return done == null || time.isBefore(done.from()) || time.isAfter(done.to())
          ? Optional.of(time)
          : trigger.next(done.to());
    }

    private static Instant min(Instant a, Instant b) {
      return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }
  }
}
