package org.fletchck.internal.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fletchck.internal.Moment;
import org.fletchck.internal.RunningTime;
import org.fletchck.internal.judge.HistoryEvents.Observation;
import org.fletchck.internal.notify.NotificationPlanner;
import org.fletchck.internal.notify.NotificationPlanner.NotificationPlan;
import org.fletchck.internal.notify.Outbox;
import org.fletchck.internal.plan.Listeners;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.NotifiedState;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;

/**
 * The only place where states and the plan change. A change of state is judged, committed to the
 * store together with its notifications, and only then are these handed to the outbox.
 */
public final class TransitionCommitter {

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final RunningTime running;
  private final Store store;
  private final Outbox outbox;
  private final Listeners listeners;
  private final Consumer<MonitoredCheck> unblocked;
  private final UplinkOutage uplink;
  private volatile Plan plan = Plan.EMPTY;

  /**
   * Creates one with an empty plan.
   *
   * @param unblocked receives each check that no longer blocks its dependents
   */
  public TransitionCommitter(
      RunningTime running,
      Store store,
      Outbox outbox,
      Listeners listeners,
      UplinkOutage uplink,
      Consumer<MonitoredCheck> unblocked) {
    this.running = running;
    this.store = store;
    this.outbox = outbox;
    this.listeners = listeners;
    this.uplink = uplink;
    this.unblocked = unblocked;
    this.clock = outbox.clock();
  }

  public Moment now() {
    return new Moment(clock.instant(), running.now());
  }

  public Plan plan() {
    return plan;
  }

  /** Does something during which nothing else changes the plan or the states. */
  <T> T exclusively(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the plan, and returns what follows for the uplink; call only inside {@link
   * #exclusively}.
   */
  UplinkOutage.OutageNotice plan(Plan now) {
    plan = now;
    return uplink.update(plan, now(), List.of());
  }

  /**
   * Changes the state of a check whose configuration is still the same.
   *
   * @param observation what was observed; null if nothing was
   * @param how makes the transition
   * @return the transition; empty if there is none, or the check was changed or removed meanwhile
   */
  public Optional<Transition> commit(
      MonitoredCheck check, ResolvedCheck spec, @Nullable Observation observation, Step how) {
    CommittedChange done;
    lock.lock();
    try {
      if (check.spec() != spec || plan.checks().get(spec.name()) != check) {
        return Optional.empty();
      }
      Moment moment = now();
      Instant now = moment.time();
      boolean blocked = plan.blocks(check, now);
      Status status = check.state().status();
      Transition step = how.apply(check.state(), now);
      if (step == null) {
        return Optional.empty();
      }
      if (observation != null && observation.failed() != null) {
        check.lastFailed(observation.failed());
        if (observation.verdict() == Verdict.PASSED) {
          check.countPass();
        }
      }
      check.state(step.after());
      NotificationPlan planned = NotificationPlanner.plan(plan, check, step, moment);
      List<OutboxEntry> outdated = outbox.withdraw(check.id, planned.actions());
      if (!outdated.isEmpty()) {
        neverSent(check, outdated);
        planned = NotificationPlanner.plan(plan, check, step, moment).replacing(outdated, moment);
      }
      Transition transition = planned.transition();
      check.state(transition.after());
      boolean same = transition.after().equals(transition.before());
      same &= planned.notified().equals(check.notified());
      check.notified(planned.notified());
      check.decided(now, transition.decision());
      UplinkOutage.OutageNotice news =
          plan.graph().uplink().checks().contains(spec.name())
              ? uplink.update(plan, moment, planned.entries())
              : UplinkOutage.OutageNotice.NONE;
      List<OutboxEntry> all = new ArrayList<>(planned.entries());
      all.addAll(news.entries());
      List<OutboxEntry> entries = outbox.withDigestWindows(all);
      List<Event> events = HistoryEvents.of(check, transition, observation, now);
      List<SettledEntry> settled = settled(outdated, "superseded by the current state", now);
      Commit commit = Commit.of(check.saved(), entries, settled, events).noting(news.notes());
      if (!entries.isEmpty()) { // still under the lock, so that they go out in this order
        outbox.addWhen(store.commit(commit), entries);
      } else if (!events.isEmpty() || !same || !settled.isEmpty() || !news.notes().isEmpty()) {
        store.commit(commit);
      }
      // What made it unreachable may have ended before it was run again.
      boolean back = status == Status.UNREACHABLE && check.state().status() != status;
      boolean unblocks = (blocked || back) && !plan.blocks(check, now);
      done = new CommittedChange(transition, unblocks || news.isOver());
    } finally {
      lock.unlock();
    }
    follow(check, spec, done);
    return Optional.of(done.transition());
  }

  /**
   * Makes a check unreachable, unless what blocked it no longer does, or was removed.
   *
   * @param run the run that failed, but because of the blocker, and how long it took; null for both
   *     if the check wasn't run
   */
  public Optional<Transition> block(
      MonitoredCheck check,
      ResolvedCheck spec,
      MonitoredCheck blocker,
      CheckState.@Nullable Run run,
      @Nullable Duration took) {
    return commit(
        check,
        spec,
        new Observation(null, Verdict.UNKNOWN, took),
        (state, now) ->
            plan.dependencies(check).contains(blocker) && plan.holdsBack(blocker, check, now)
                ? StateMachine.blocked(state, blocker.name(), run, now)
                : null);
  }

  /** Sends actions what they have not been sent yet, as after a change of the configuration. */
  public void compare(MonitoredCheck check) {
    commit(
        check,
        check.spec(),
        null,
        (state, now) ->
            NotificationPlanner.isDue(plan, check, now())
                ? new Transition(state, state, null, "")
                : null);
  }

  /**
   * Gives up what could not be delivered for a day. It counts as never sent, so what is sent
   * instead is the difference between what was delivered before and the current state.
   *
   * @param taken removes it from the outbox
   */
  public CompletionStage<Void> sendInstead(Supplier<List<OutboxEntry>> taken, String reason) {
    return exclusively(
        () -> {
          List<OutboxEntry> lost = taken.get();
          Moment now = now();
          List<Store.SavedCheck> changed = new ArrayList<>();
          List<OutboxEntry> instead = new ArrayList<>();
          for (MonitoredCheck check : plan.checks().values()) {
            if (neverSent(check, lost)) {
              CheckState state = check.state();
              Transition none = new Transition(state, state, null, "");
              NotificationPlan planned =
                  NotificationPlanner.plan(plan, check, none, now).replacing(lost, now);
              check.notified(planned.notified());
              instead.addAll(planned.entries());
              changed.add(check.saved());
            }
          }
          List<OutboxEntry> entries = outbox.withDigestWindows(instead);
          List<SettledEntry> settled = settled(lost, reason, now.time());
          CompletionStage<Void> written =
              store.commit(new Commit(changed, Set.of(), entries, settled, Map.of(), List.of()));
          outbox.addWhen(written, entries);
          return written;
        });
  }

  /** Goes back to what was sent before these; returns whether any of them is about this check. */
  private static boolean neverSent(MonitoredCheck check, List<OutboxEntry> entries) {
    if (entries.stream().noneMatch(entry -> entry.lane().equals(check.id))) {
      return false;
    }
    Map<String, NotifiedState> notified = new LinkedHashMap<>(check.notified());
    Set<String> actions = new HashSet<>();
    for (OutboxEntry entry : entries) {
      OutboxEntry.Basis basis = entry.basis();
      NotifiedState before = basis == null ? null : basis.before();
      // Of entries from a version that kept no basis, only those that began a failure are known.
      boolean isKnown = basis != null || entry.notification().change() == Change.FAILED;
      if (isKnown && entry.lane().equals(check.id) && actions.add(entry.action())) {
        if (before == null) {
          notified.remove(entry.action());
        } else {
          notified.put(entry.action(), before);
        }
      }
    }
    check.notified(notified);
    return !actions.isEmpty();
  }

  private static List<SettledEntry> settled(List<OutboxEntry> entries, String reason, Instant now) {
    return entries.stream().map(e -> new SettledEntry(e, Store.End.EXPIRED, reason, now)).toList();
  }

  /** Adjusts the times that are shown to a step of the clock. */
  public void clockStepped(Duration by) {
    exclusively(
        () -> {
          ClockStep step = new ClockStep(by, clock.instant());
          List<Store.SavedCheck> changed = new ArrayList<>();
          for (MonitoredCheck check : plan.checks().values()) {
            CheckState state = step.takenOut(check.state());
            Map<String, NotifiedState> notified = new LinkedHashMap<>(check.notified());
            notified.replaceAll((action, sent) -> step.takenOut(sent));
            if (!state.equals(check.state()) || !notified.equals(check.notified())) {
              check.state(state);
              check.notified(notified);
              changed.add(check.saved());
            }
          }
          Map<String, String> notes = uplink.clockStepped(step);
          return store.commit(Commit.of(changed, Set.of(), List.of()).noting(notes));
        });
  }

  private void follow(MonitoredCheck check, ResolvedCheck spec, CommittedChange done) {
    Transition t = done.transition();
    if (HistoryEvents.isChange(t)) {
      listeners.notify(l -> l.changed(spec.name(), spec.config().typeText(), t));
    }
    if (done.unblocked()) {
      unblocked.accept(check);
    }
  }

  /** Makes a transition from the current state. */
  @FunctionalInterface
  public interface Step {
    /** Returns the transition, or null to leave the state as it is. */
    @Nullable Transition apply(CheckState state, Instant now);
  }

  private record CommittedChange(Transition transition, boolean unblocked) {}
}
