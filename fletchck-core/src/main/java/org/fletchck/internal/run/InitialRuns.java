package org.fletchck.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.fletchck.internal.judge.StateMachine;
import org.fletchck.internal.judge.TransitionCommitter;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.schedule.Scheduler;
import org.fletchck.schedule.Trigger;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;

/** Starts new checks: arms their triggers, and runs once those that are overdue. */
public final class InitialRuns {

  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(10);
  private static final int A_SECOND = 150;

  private final Scheduler scheduler;
  private final TriggerScheduler triggers;
  private final CheckRunner runner;
  private final TransitionCommitter committer;

  public InitialRuns(
      Scheduler scheduler,
      TriggerScheduler triggers,
      CheckRunner runner,
      TransitionCommitter committer) {
    this.scheduler = scheduler;
    this.triggers = triggers;
    this.runner = runner;
    this.committer = committer;
  }

  public void arm(Collection<MonitoredCheck> checks) {
    Instant now = scheduler.clock().instant();
    checks.forEach(check -> hold(check, now));
    checks.forEach(triggers::arm);
    catchUp(checks.stream().filter(check -> isOverdue(check, now)).toList());
  }

  private void hold(MonitoredCheck check, Instant now) {
    ResolvedCheck spec = check.spec();
    boolean paused = spec.isPaused(now);
    if (spec.isMisconfigured()) {
      return;
    }
    if (spec.receivesReports()) {
      check.listens(scheduler.nanos());
    }
    if (spec.receivesReports() && !check.state().learned().containsKey(CheckState.ARMED)) {
      committer.commit(check, spec, null, StateMachine::armed);
    }
    if (paused && check.state().status() != Status.PAUSED) {
      committer.commit(check, spec, null, StateMachine::paused);
    } else if (!paused && check.state().status() == Status.PAUSED) {
      unpause(check, spec);
    }
    spec.config()
        .pausedUntil()
        .filter(end -> end.isAfter(now))
        .ifPresent(end -> scheduler.at(end, () -> unpause(check, spec)));
  }

  /** Runs a check whose pause is over, or judges the report that arrived meanwhile. */
  private void unpause(MonitoredCheck check, ResolvedCheck spec) {
    if (committer.commit(check, spec, null, StateMachine::unpaused).isEmpty()) {
      return;
    }
    if (committer.plan().isRepeatable(check)) {
      scheduler.execute(() -> runner.run(check, RunRequest.PLAINLY));
    } else {
      scheduler.execute(() -> runner.reportHeld(check));
    }
  }

  private boolean isOverdue(MonitoredCheck check, Instant now) {
    if (!committer.plan().isRepeatable(check) || check.spec().isPaused(now)) {
      return false;
    }
    Instant last = check.state().times().check();
    return check
        .spec()
        .trigger()
        .flatMap(Trigger::interval)
        .filter(interval -> last == null || isOver(last, interval, now))
        .flatMap(interval -> check.spec().trigger().flatMap(t -> t.next(now.minus(interval))))
        .filter(missed -> !missed.isAfter(now))
        .isPresent();
  }

  /**
   * Returns whether the interval is over; a last run in the future was timed by a wrong clock, so
   * it may be long ago.
   */
  private static boolean isOver(Instant last, Duration interval, Instant now) {
    return last.isAfter(now) || !last.plus(interval).isAfter(now);
  }

  /** Spreads the first runs, to avoid a burst at the start. */
  private void catchUp(List<MonitoredCheck> due) {
    long armed = scheduler.nanos();
    Duration spread = shorter(LONGEST_SPREAD, Duration.ofMillis(due.size() * 1000L / A_SECOND));
    for (int i = 0; i < due.size(); i++) {
      MonitoredCheck check = due.get(i);
      Duration interval = check.spec().trigger().flatMap(Trigger::interval).orElse(LONGEST_SPREAD);
      Duration delay = shorter(spread, interval).multipliedBy(i).dividedBy(due.size());
      scheduler.after(delay, () -> runFirst(check, armed));
    }
  }

  private void runFirst(MonitoredCheck check, long armed) {
    Long began = check.began();
    boolean ran = began != null && began - armed >= 0;
    if (!ran && committer.plan().checks().get(check.name()) == check) {
      runner.run(check, RunRequest.PLAINLY);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
