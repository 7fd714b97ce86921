package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.fletchck.schedule.Scheduler;
import org.fletchck.schedule.Trigger;

/** Runs checks when their triggers say so; each firing is armed when the one before is over. */
final class Timetable {

  private final Scheduler scheduler;
  private final Runner runner;
  private final Map<Watched, Armed> armed = new HashMap<>();

  Timetable(Scheduler scheduler, Runner runner) {
    this.scheduler = scheduler;
    this.runner = runner;
  }

  /** Arms a check by its present trigger, from now on. */
  synchronized void arm(Watched check) {
    disarm(check);
    Instant now = scheduler.clock().instant();
    check.spec().trigger().ifPresent(trigger -> armAfter(check, trigger, now));
  }

  /** Arms a check no longer. */
  synchronized void disarm(Watched check) {
    Armed old = armed.remove(check);
    if (old != null) {
      old.handle.cancel();
    }
  }

  synchronized void disarmAll() {
    List.copyOf(armed.keySet()).forEach(this::disarm);
  }

  /** Returns when a check runs next by its trigger; what is past is running, or about to. */
  synchronized Optional<Instant> next(Watched check) {
    return Optional.ofNullable(armed.get(check)).map(firing -> firing.due.plus(firing.delay));
  }

  /** Lets what follows elapsed time go on from the clock's new time; fixed times don't repeat. */
  synchronized void clockWentBack() {
    for (Watched check : List.copyOf(armed.keySet())) {
      if (check.spec().trigger().filter(trigger -> !trigger.fixed()).isPresent()) {
        arm(check);
      }
    }
  }

  private void armAfter(Watched check, Trigger trigger, Instant base) {
    trigger.next(base).ifPresent(next -> armAt(check, trigger, next));
  }

  private void armAt(Watched check, Trigger trigger, Instant next) {
    Duration delay = random(trigger.jitter());
    Armed firing = new Armed(trigger, next, delay);
    armed.put(check, firing);
    firing.handle = scheduler.at(next.plus(delay), () -> fire(check, firing));
  }

  private static Duration random(Duration most) {
    return most.isZero()
        ? most
        : Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() + 1));
  }

  private void fire(Watched check, Armed firing) {
    // A machine that slept has missed firings; with this one they are made up for.
    Instant started = scheduler.clock().instant().minus(firing.delay);
    try {
      runner.run(check, Asked.PLAINLY);
    } finally {
      rearm(check, firing, started.isAfter(firing.due) ? started : firing.due);
    }
  }

  private synchronized void rearm(Watched check, Armed firing, Instant base) {
    if (armed.get(check) != firing) {
      return;
    }
    armed.remove(check);
    Instant now = scheduler.clock().instant();
    firing
        .trigger
        .next(base)
        .ifPresent(
            next -> {
              if (next.isAfter(now)) {
                armAt(check, firing.trigger, next);
              } else { // all that fell due during the run becomes one
                Armed late = new Armed(firing.trigger, now, Duration.ZERO);
                armed.put(check, late);
                late.handle = scheduler.at(now, () -> fire(check, late));
              }
            });
  }

  /** One firing to come, or under way. */
  private static final class Armed {
    final Trigger trigger;
    final Instant due;
    final Duration delay;
    Scheduler.Handle handle = () -> {};

    Armed(Trigger trigger, Instant due, Duration delay) {
      this.trigger = trigger;
      this.due = due;
      this.delay = delay;
    }
  }
}
