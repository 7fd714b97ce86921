package org.fletchck.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fletchck.internal.judge.HistoryEvents.Observation;
import org.fletchck.internal.judge.ReceivedReport;
import org.fletchck.internal.judge.StateMachine;
import org.fletchck.internal.judge.TransitionCommitter;
import org.fletchck.internal.notify.NotificationFactory;
import org.fletchck.internal.plan.Listeners;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.MonitoredCheck.CurrentRun;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.schedule.Scheduler;
import org.fletchck.schedule.Trigger;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks by the rules: a check isn't run while a dependency blocks it, isn't blamed when a
 * dependency fails too, and isn't judged hastily after a start.
 *
 * <p>A check has one run at a time; whoever requests another meanwhile gets that one. A run
 * requested by another run executes on the same thread, and runs wait only for executing runs,
 * along dependencies and memberships, which have no cycles: so no number of workers is too small.
 * If a new configuration reverses one of these meanwhile, the later run doesn't wait.
 */
public final class CheckRunner {

  /** Hosts need this long to be back after their router. */
  private static final Duration OPINION_AFTER = Duration.ofSeconds(15);

  private static final Duration STALE = Duration.ofSeconds(60);

  /** After these nothing is left to confirm; a later failure gets its own confirming run. */
  private static final Set<Outcome> ANSWERS =
      EnumSet.of(Outcome.RAN, Outcome.BLOCKED, Outcome.PAUSED);

  private final Scheduler scheduler;
  private final CheckAttempts attempts;
  private final TransitionCommitter committer;
  private final Listeners listeners;
  private final boolean confirming;
  private final WaitGraph waitGraph = new WaitGraph();
  private volatile long graceFrom;
  private volatile boolean closing;

  public CheckRunner(
      Scheduler scheduler,
      CheckAttempts attempts,
      TransitionCommitter committer,
      Listeners listeners,
      boolean confirming) {
    this.scheduler = scheduler;
    this.attempts = attempts;
    this.committer = committer;
    this.listeners = listeners;
    this.confirming = confirming;
    graceFrom = scheduler.nanos();
  }

  /** Restarts the grace period, as after the machine slept. */
  public void graceAgain() {
    graceFrom = scheduler.nanos();
  }

  /** Discards runs that are cut off from now on. */
  public void closing() {
    closing = true;
  }

  /** Runs a check, or waits for the run in progress, and returns the report. */
  public RunReport run(MonitoredCheck check, RunRequest request) {
    while (true) {
      CompletableFuture<RunReport> mine = new CompletableFuture<>();
      CurrentRun running = check.execute(mine, scheduler.nanos());
      if (running == null) {
        return execute(check, request, mine);
      }
      RunReport report = waitGraph.await(running);
      if (report == null) {
        return gone(check, check.spec(), scheduler.nanos());
      }
      boolean stale = report.outcome() == Outcome.GONE && isCurrent(check);
      if ((!stale && !request.relearns()) || closing) { // that run didn't relearn
        return report;
      }
    }
  }

  private boolean isCurrent(MonitoredCheck check) {
    return committer.plan().checks().get(check.name()) == check;
  }

  private RunReport execute(
      MonitoredCheck check, RunRequest request, CompletableFuture<RunReport> mine) {
    try {
      RunReport report = perform(check, request);
      if (ANSWERS.contains(report.outcome())) {
        check.dropRepeat();
      }
      listeners.notify(l -> l.ran(report));
      ended(check);
      mine.complete(report);
      return report;
    } catch (RuntimeException | Error e) {
      ended(check);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** Lets the next run begin, before those waiting continue, who may want a newer one. */
  private void ended(MonitoredCheck check) {
    if (check.executed()) {
      scheduler.execute(() -> release(check));
    }
  }

  private RunReport perform(MonitoredCheck check, RunRequest request) {
    long start = scheduler.nanos();
    ResolvedCheck spec = check.spec();
    if (closing) {
      return gone(check, spec, start);
    }
    if (spec.isMisconfigured()) {
      return report(
          check, spec, Outcome.MISCONFIGURED, start, "not run: its configuration is not valid");
    }
    if (spec.isPaused(scheduler.clock().instant())) {
      committer.commit(check, spec, null, StateMachine::paused);
      return report(check, spec, Outcome.PAUSED, start, "not run: paused");
    }
    if (check.state().status() == Status.PAUSED) {
      committer.commit(check, spec, null, StateMachine::unpaused);
    }
    while (true) {
      Optional<MonitoredCheck> blocker = clearTheWay(check, spec);
      RunReport report =
          blocker.isPresent()
              ? blocked(check, spec, blocker.get(), null, start)
              : executeRun(check, spec, request, start);
      if (report != null) {
        return report;
      }
    }
  }

  /** Runs what blocks this check, unless it ran just now, and returns what still does. */
  private Optional<MonitoredCheck> clearTheWay(MonitoredCheck check, ResolvedCheck spec) {
    Plan plan = committer.plan();
    Duration own = spec.trigger().flatMap(Trigger::interval).orElse(STALE);
    Duration fresh = own.compareTo(STALE) < 0 ? own : STALE;
    for (MonitoredCheck dependency : plan.dependencies(check)) {
      if (plan.holdsBack(dependency, check, scheduler.clock().instant())
          && plan.isRepeatable(dependency)
          && isOlder(dependency, fresh)) {
        run(dependency, RunRequest.PLAINLY);
      }
    }
    return plan.blocker(check, scheduler.clock().instant());
  }

  private boolean isOlder(MonitoredCheck check, Duration age) {
    Long began = check.began();
    // Firings come a little early or late, so nine tenths of the age are enough.
    return began == null || scheduler.nanos() - began > age.toNanos() / 10 * 9;
  }

  /** Makes the run; returns null if it must be repeated, because what blocked it works again. */
  private @Nullable RunReport executeRun(
      MonitoredCheck check, ResolvedCheck spec, RunRequest request, long start) {
    long began = scheduler.nanos();
    check.began(began);
    CheckState known = check.state();
    CheckState before = request.relearns() ? known.withLearned(Map.of()) : known;
    RunRequest.Confirmation confirmation = new RunRequest.Confirmation();
    MemberRuns members = new MemberRuns(this, committer::plan);
    CheckAttempts.AttemptResult made;
    try {
      RunRequest forMembers = request.forMembers(confirmation);
      made =
          attempts.make(
              spec, before, check.silence(began), names -> members.run(spec, names, forMembers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return gone(check, spec, start);
    }
    if (made.shortage() != null) {
      return unknown(check, spec, request, made, start);
    }
    CheckAttempts.AttemptResult found =
        made.judgedAs(members.keepUnjudged(check.state(), made.result()));
    boolean failed = found.result().verdict() == Verdict.FAILED;
    if (failed && closing) {
      return gone(check, spec, start);
    }
    if (failed && !StateMachine.failsAsBefore(check.state(), found.result())) {
      Optional<MonitoredCheck> blocker = askDependencies(check, began);
      if (blocker.isPresent()) {
        return blocked(check, spec, blocker.get(), found.run(), start);
      }
    }
    boolean distrusts = found.result().trustFailure().isPresent();
    if (confirmation.isWanted() || (failed && wantsConfirmation(check, found.result(), request))) {
      return repeat(check, spec, request, found, start);
    }
    boolean nothing =
        found.result().verdict() == Verdict.UNKNOWN && found.result().members().isEmpty();
    Optional<Transition> done =
        committer.commit(
            check,
            spec,
            nothing
                ? null // for the history and for dependents nothing changed
                : new Observation(failed && !distrusts, found.result().verdict(), since(start)),
            (state, now) ->
                Objects.equals(state.times().report(), before.times().report())
                    ? StateMachine.ran(
                        state,
                        found.result(),
                        found.run(),
                        NotificationFactory.policy(committer.plan(), check),
                        now)
                    : null); // a report that arrived meanwhile knows better
    if (done.isPresent() && found.result().verdict() != Verdict.UNKNOWN) {
      check.judgedBeside(committer.plan().dependencies(check));
    }
    return done.map(t -> report(check, spec, Outcome.RAN, start, t.decision()))
        .orElseGet(() -> gone(check, spec, start));
  }

  /** Judges a report about a check. */
  public RunReport report(MonitoredCheck check, Report report) {
    return report(check, report, false);
  }

  /**
   * Judges a report.
   *
   * @param held whether it arrived earlier, while the check was paused
   */
  private RunReport report(MonitoredCheck check, Report report, boolean held) {
    long start = scheduler.nanos();
    ResolvedCheck spec = check.spec();
    if (spec.isMisconfigured()) {
      return report(
          check, spec, Outcome.MISCONFIGURED, start, "ignored: its configuration is not valid");
    }
    ReceivedReport received = new ReceivedReport(report);
    boolean failed = report.verdict() == Verdict.FAILED && report.trustFailure() == null;
    RunReport taken =
        committer
            .commit(
                check,
                spec,
                new Observation(failed, report.verdict(), null),
                (state, now) -> {
                  if (!held && received.isOld(state)) {
                    return null;
                  }
                  if (received.isNew(state)) {
                    check.reportArrived(scheduler.nanos());
                  }
                  return StateMachine.reported(
                      state, report, NotificationFactory.policy(committer.plan(), check), now);
                })
            .map(t -> report(check, spec, Outcome.RAN, start, t.decision()))
            .orElseGet(() -> notTaken(check, spec, start));
    if (taken.outcome() == Outcome.RAN && check.state().status() == Status.PAUSED) {
      check.hold(report);
    }
    listeners.notify(l -> l.ran(taken));
    return taken;
  }

  /** Judges the last report that arrived while a check was paused, because nothing else will. */
  void reportHeld(MonitoredCheck check) {
    Report held = check.takeHeld();
    if (held != null && isCurrent(check)) {
      report(check, held, true);
    }
  }

  /** Makes sure that each dependency ran after this run began, and returns one that blocks it. */
  private Optional<MonitoredCheck> askDependencies(MonitoredCheck check, long began) {
    Plan plan = committer.plan();
    Instant now = scheduler.clock().instant();
    for (MonitoredCheck dependency : plan.dependencies(check)) {
      ResolvedCheck spec = dependency.spec();
      if (!spec.isMisconfigured() && !spec.isPaused(now) && plan.isRepeatable(dependency)) {
        runAfter(dependency, began);
      }
    }
    return plan.blocker(check, scheduler.clock().instant());
  }

  /** Runs a check unless a run of it began after that; an earlier one may have passed wrongly. */
  private void runAfter(MonitoredCheck check, long began) {
    CurrentRun running = check.executing();
    if (running != null) {
      boolean early = running.since() - began < 0;
      RunReport report = waitGraph.await(running);
      if (report == null || !report.passed() || !early) {
        return;
      }
    }
    Long last = check.began();
    if (last == null || last - began < 0) {
      run(check, RunRequest.PLAINLY);
    }
  }

  private boolean wantsConfirmation(MonitoredCheck check, CheckResult result, RunRequest request) {
    if (!confirming || request.confirms() || StateMachine.failsAsBefore(check.state(), result)) {
      return false;
    }
    Duration grace = committer.plan().config().grace();
    boolean early = scheduler.nanos() - graceFrom < grace.toNanos();
    return early || check.state().status() == Status.UNREACHABLE;
  }

  /**
   * Leaves a failure unjudged until a confirming run; for a member, that is one of the sequence.
   */
  private RunReport repeat(
      MonitoredCheck check,
      ResolvedCheck spec,
      RunRequest request,
      CheckAttempts.AttemptResult found,
      long start) {
    boolean failed = found.result().verdict() == Verdict.FAILED;
    String why = "it is run again before it is judged";
    Optional<Transition> done =
        committer.commit(
            check,
            spec,
            new Observation(
                failed && found.result().trustFailure().isEmpty(),
                found.result().verdict(),
                since(start)),
            (state, now) -> StateMachine.uncounted(state, found.run(), why, now));
    if (done.isEmpty()) {
      return gone(check, spec, start);
    }
    if (request.holder() == null) {
      check.awaitRepeat(() -> scheduler.after(OPINION_AFTER, () -> confirm(check)));
    }
    return report(check, spec, Outcome.TO_REPEAT, start, done.get().decision());
  }

  /** Leaves a run unjudged because the monitor was short of something; it is repeated soon. */
  private RunReport unknown(
      MonitoredCheck check,
      ResolvedCheck spec,
      RunRequest request,
      CheckAttempts.AttemptResult found,
      long start) {
    String why = String.valueOf(found.run().reason());
    Optional<Transition> done =
        committer.commit(
            check,
            spec,
            new Observation(null, Verdict.UNKNOWN, since(start)),
            (state, now) -> StateMachine.uncounted(state, found.run(), why, now));
    if (done.isEmpty() || closing) {
      return gone(check, spec, start);
    }
    if (confirming && request.holder() == null && spec.isRepeatable()) {
      Runnable again = request.confirms() ? () -> confirm(check) : () -> runOnceMore(check);
      check.awaitRepeat(() -> scheduler.after(STALE, again));
    }
    return report(check, spec, Outcome.UNKNOWN, start, done.get().decision());
  }

  private void runOnceMore(MonitoredCheck check) {
    check.dropRepeat();
    if (isCurrent(check)) {
      run(check, RunRequest.PLAINLY);
    }
  }

  private void confirm(MonitoredCheck check) {
    check.dropRepeat();
    boolean joined = isCurrent(check);
    while (joined) { // a plain run that was executing already confirms nothing
      joined = run(check, RunRequest.TO_CONFIRM).outcome() == Outcome.TO_REPEAT;
    }
  }

  private @Nullable RunReport blocked(
      MonitoredCheck check,
      ResolvedCheck spec,
      MonitoredCheck blocker,
      CheckState.@Nullable Run run,
      long start) {
    check.stopListening(scheduler.nanos());
    Duration took = run == null ? null : since(start);
    Optional<Transition> done = committer.block(check, spec, blocker, run, took);
    if (done.isPresent()) {
      return report(check, spec, Outcome.BLOCKED, start, done.get().decision());
    }
    return check.spec() == spec && isCurrent(check) && !closing ? null : gone(check, spec, start);
  }

  private RunReport notTaken(MonitoredCheck check, ResolvedCheck spec, long start) {
    return check.spec() == spec && isCurrent(check)
        ? report(check, spec, Outcome.GONE, start, "not counted: older than what is known")
        : gone(check, spec, start);
  }

  private RunReport gone(MonitoredCheck check, ResolvedCheck spec, long start) {
    return report(check, spec, Outcome.GONE, start, "not counted: changed or removed meanwhile");
  }

  private RunReport report(
      MonitoredCheck check, ResolvedCheck spec, Outcome outcome, long start, String decision) {
    return new RunReport(
        spec.name(), spec.config().typeText(), outcome, check.state(), since(start), decision);
  }

  private Duration since(long start) {
    return Duration.ofNanos(scheduler.nanos() - start);
  }

  /** Runs a check that is no longer blocked; if it can't be run, its last judgement holds again. */
  public void release(MonitoredCheck check) {
    Plan plan = committer.plan();
    ResolvedCheck spec = check.spec();
    if (!isCurrent(check)) {
      return;
    }
    if (check.state().status() != Status.UNREACHABLE) { // but its members may still be
      Instant now = scheduler.clock().instant();
      plan.existing(plan.graph().members(check.name())).stream()
          .filter(member -> plan.blocker(member, now).isEmpty())
          .forEach(this::release);
      return;
    }
    if (plan.isRepeatable(check)) {
      if (!check.runAgain()) {
        run(check, RunRequest.PLAINLY);
      }
    } else if (!check.isReportedUnreachable()
        && plan.blocker(check, scheduler.clock().instant()).isEmpty()) {
      committer.commit(check, spec, null, StateMachine::unblocked);
    }
  }
}
