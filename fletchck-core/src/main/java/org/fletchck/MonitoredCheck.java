package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/** One check of a running site: how it is configured, what is believed of it, what it is doing. */
final class MonitoredCheck {

  private static final int DECISIONS = 20;

  /** Stays the same over renames; changed only by the committer, to one of an earlier process. */
  volatile String id;

  /** Changed only by the committer. */
  private volatile ResolvedCheck spec;

  /** Changed only by the committer. */
  private volatile CheckState state;

  /** What each action was last sent of a failure; changed only by the committer. */
  private volatile Map<String, NotifiedState> notified = Map.of();

  private volatile boolean lastFailed;

  /** What was reported last while it was paused; lost with the process. */
  private @Nullable Report held;

  private volatile @Nullable Long began;
  private volatile long passes;

  /**
   * How often each dependency had passed when this check was last judged; lost with the process.
   */
  private volatile Map<MonitoredCheck, Long> passesOfDependencies = Map.of();

  private @Nullable Long reportArrived;
  private @Nullable Long stopListening;
  private final Deque<String> decisions = new ArrayDeque<>();

  private @Nullable CurrentRun executing;
  private boolean again;
  private Scheduler.@Nullable Handle repeat;

  MonitoredCheck(String id, ResolvedCheck spec, CheckState state) {
    this.id = id;
    this.spec = spec;
    this.state = state;
    this.lastFailed = state.lastRun().verdict() == Verdict.FAILED;
  }

  String name() {
    return spec.name();
  }

  ResolvedCheck spec() {
    return spec;
  }

  /** Goes on under another configuration, with what is known as far as that holds still. */
  synchronized void change(ResolvedCheck now) {
    state = now.target().carriedOver(spec.target(), state);
    if (state.equals(CheckState.UNKNOWN)) {
      lastFailed = false;
      began = null;
      reportArrived = null;
      takeHeld();
    }
    spec = now;
  }

  Store.SavedCheck saved() {
    return new Store.SavedCheck(
        id, name(), spec.target(), state, new NotifiedState.ByAction(notified));
  }

  CheckState state() {
    return state;
  }

  void state(CheckState now) {
    state = now;
  }

  Map<String, NotifiedState> notified() {
    return notified;
  }

  void notified(Map<String, NotifiedState> now) {
    notified = Map.copyOf(now);
  }

  /** Keeps a report for the end of the pause. */
  synchronized void hold(Report report) {
    held = report;
  }

  /** Returns the report that was kept, once. */
  synchronized @Nullable Report takeHeld() {
    Report report = held;
    held = null;
    return report;
  }

  /** Tells whether the last run failed, whether it counted or not. */
  boolean lastFailed() {
    return lastFailed;
  }

  void lastFailed(boolean now) {
    lastFailed = now;
  }

  /** Counts a run that passed. */
  synchronized void countPass() {
    passes++;
  }

  /** Notes that this check was judged, beside dependencies as they are now. */
  void judgedBeside(List<MonitoredCheck> dependencies) {
    passesOfDependencies =
        dependencies.stream().collect(Collectors.toUnmodifiableMap(d -> d, d -> d.passes));
  }

  /** Returns how often a dependency has passed since this check was last judged. */
  long passesSinceJudged(MonitoredCheck dependency) {
    return dependency.passes - passesOfDependencies.getOrDefault(dependency, 0L);
  }

  /** Tells whether a report says that its sender can't reach it: only another one ends that. */
  boolean isReportedUnreachable() {
    return state.status() == Status.UNREACHABLE
        && state.times().report() != null
        && state.lastRun().verdict() == Verdict.UNKNOWN;
  }

  /** Returns when the last run began, on the ticker; null if it never ran in this process. */
  @Nullable Long began() {
    return began;
  }

  void began(long nanos) {
    began = nanos;
  }

  /** Begins to listen for reports, unless it does already. */
  synchronized void listens(long nanos) {
    if (reportArrived == null) {
      reportArrived = nanos;
    }
  }

  /** Was heard of: a new report arrived. */
  synchronized void reportArrived(long nanos) {
    reportArrived = nanos;
    stopListening = null;
  }

  /** Can't be heard of, because of a check that blocks it, until it is looked at again. */
  synchronized void stopListening(long nanos) {
    if (stopListening == null) {
      stopListening = nanos;
    }
  }

  /** Can be heard of again; the time in which it couldn't is no silence. */
  synchronized void resumeListening(long nanos) {
    if (stopListening != null && reportArrived != null) {
      reportArrived += nanos - stopListening;
    }
    stopListening = null;
  }

  /** Returns for how long it could have been heard of and wasn't. */
  synchronized Duration silence(long nanos) {
    if (reportArrived == null) {
      return Duration.ZERO;
    }
    resumeListening(nanos);
    return Duration.ofNanos(nanos - reportArrived);
  }

  /** Keeps a decision with its time; what is decided again and again is kept once. */
  synchronized void decided(Instant now, String decision) {
    String last = decisions.peekLast();
    if (last != null && last.endsWith(" " + decision)) {
      return;
    }
    decisions.addLast(now + " " + decision);
    if (decisions.size() > DECISIONS) {
      decisions.removeFirst();
    }
  }

  synchronized List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** Makes this run the one that executes and returns null, or returns the one that does. */
  synchronized @Nullable CurrentRun execute(CompletableFuture<RunReport> mine, long now) {
    if (executing != null) {
      return executing;
    }
    executing = new CurrentRun(mine, Thread.currentThread(), now);
    return null;
  }

  /** Returns the run that executes now, or null. */
  synchronized @Nullable CurrentRun executing() {
    return executing;
  }

  /** Asks for a run after the one that executes now; false if none does. */
  synchronized boolean runAgain() {
    again = executing != null;
    return again;
  }

  /** Ends the run that executes; tells whether another one was asked for meanwhile. */
  synchronized boolean executed() {
    executing = null;
    boolean wanted = again;
    again = false;
    return wanted;
  }

  /** Sees to it that a second opinion comes, unless one is awaited already. */
  synchronized void awaitRepeat(Supplier<Scheduler.Handle> start) {
    if (repeat == null) {
      repeat = start.get();
    }
  }

  /** Awaits no second opinion any more. */
  synchronized void dropRepeat() {
    if (repeat != null) {
      repeat.cancel();
      repeat = null;
    }
  }

  /**
   * A run in progress.
   *
   * @param report completes when it is over
   * @param runner the thread it executes on
   * @param since when it began, on the ticker
   */
  record CurrentRun(CompletableFuture<RunReport> report, Thread runner, long since) {}
}
