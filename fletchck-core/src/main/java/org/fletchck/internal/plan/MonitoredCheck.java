package org.fletchck.internal.plan;

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
import org.fletchck.state.NotifiedState;
import org.fletchck.state.Report;
import org.fletchck.state.RunReport;
import org.fletchck.state.Store;
import org.jspecify.annotations.Nullable;

/** A check of a running site: its configuration, its state, and what it is doing. */
public final class MonitoredCheck {

  private static final int DECISIONS = 20;

  /**
   * Stays the same when it is renamed; changed only by the committer, to one of an earlier process.
   */
  public volatile String id;

  /** Changed only by the committer. */
  private volatile ResolvedCheck spec;

  /** Changed only by the committer. */
  private volatile CheckState state;

  /** What each action was last sent about a failure; changed only by the committer. */
  private volatile Map<String, NotifiedState> notified = Map.of();

  private volatile boolean lastFailed;

  /** The last report that arrived while it was paused; lost with the process. */
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

  public MonitoredCheck(String id, ResolvedCheck spec, CheckState state) {
    this.id = id;
    this.spec = spec;
    this.state = state;
    this.lastFailed = state.lastRun().verdict() == Verdict.FAILED;
  }

  public String name() {
    return spec.name();
  }

  public ResolvedCheck spec() {
    return spec;
  }

  /** Changes the configuration, keeping what is known as far as it still applies. */
  public synchronized void change(ResolvedCheck now) {
    state = now.target().carriedOver(spec.target(), state);
    if (state.equals(CheckState.UNKNOWN)) {
      lastFailed = false;
      began = null;
      reportArrived = null;
      takeHeld();
    }
    spec = now;
  }

  public Store.SavedCheck saved() {
    return new Store.SavedCheck(
        id, name(), spec.target(), state, new NotifiedState.ByAction(notified));
  }

  /**
   * Returns the id that all notifications of one failure share, even if the clock was set
   * meanwhile.
   *
   * @param otherwise when it began, if the state doesn't say
   */
  public String incidentId(CheckState of, Instant otherwise) {
    Instant failed = of.times().failed();
    return id + "-" + (failed == null ? otherwise : failed).toEpochMilli();
  }

  public CheckState state() {
    return state;
  }

  public void state(CheckState now) {
    state = now;
  }

  public Map<String, NotifiedState> notified() {
    return notified;
  }

  public void notified(Map<String, NotifiedState> now) {
    notified = Map.copyOf(now);
  }

  /** Keeps a report until the end of the pause. */
  public synchronized void hold(Report report) {
    held = report;
  }

  /** Returns the report that was kept, once. */
  public synchronized @Nullable Report takeHeld() {
    Report report = held;
    held = null;
    return report;
  }

  /** Returns whether the last run failed, whether it counted or not. */
  boolean lastFailed() {
    return lastFailed;
  }

  public void lastFailed(boolean now) {
    lastFailed = now;
  }

  /** Counts a run that passed. */
  public synchronized void countPass() {
    passes++;
  }

  /** Records that this check was judged, with its dependencies as they are now. */
  public void judgedBeside(List<MonitoredCheck> dependencies) {
    passesOfDependencies =
        dependencies.stream().collect(Collectors.toUnmodifiableMap(d -> d, d -> d.passes));
  }

  /** Returns how often a dependency has passed since this check was last judged. */
  long passesSinceJudged(MonitoredCheck dependency) {
    return dependency.passes - passesOfDependencies.getOrDefault(dependency, 0L);
  }

  /** Returns whether it is unreachable because a report said so: only another report ends that. */
  public boolean isReportedUnreachable() {
    return state.status() == Status.UNREACHABLE
        && state.times().report() != null
        && state.lastRun().verdict() == Verdict.UNKNOWN;
  }

  /** Returns when the last run began, by the ticker; null if it never ran in this process. */
  public @Nullable Long began() {
    return began;
  }

  public void began(long nanos) {
    began = nanos;
  }

  /** Starts to listen for reports, unless it already does. */
  public synchronized void listens(long nanos) {
    if (reportArrived == null) {
      reportArrived = nanos;
    }
  }

  /** Records that a new report arrived. */
  public synchronized void reportArrived(long nanos) {
    reportArrived = nanos;
    stopListening = null;
  }

  /**
   * Records that reports can't arrive, because of a check that blocks it, until listening is
   * resumed.
   */
  public synchronized void stopListening(long nanos) {
    if (stopListening == null) {
      stopListening = nanos;
    }
  }

  /**
   * Records that reports can arrive again; the time in which they couldn't doesn't count as
   * silence.
   */
  public synchronized void resumeListening(long nanos) {
    if (stopListening != null && reportArrived != null) {
      reportArrived += nanos - stopListening;
    }
    stopListening = null;
  }

  /** Returns how long no report has arrived although one could have. */
  public synchronized Duration silence(long nanos) {
    if (reportArrived == null) {
      return Duration.ZERO;
    }
    resumeListening(nanos);
    return Duration.ofNanos(nanos - reportArrived);
  }

  /** Keeps a decision with its time; one that repeats the last is not kept again. */
  public synchronized void decided(Instant now, String decision) {
    String last = decisions.peekLast();
    if (last != null && last.endsWith(" " + decision)) {
      return;
    }
    decisions.addLast(now + " " + decision);
    if (decisions.size() > DECISIONS) {
      decisions.removeFirst();
    }
  }

  public synchronized List<String> decisions() {
    return List.copyOf(decisions);
  }

  /**
   * Makes this the executing run and returns null, or returns the run that is already executing.
   */
  public synchronized @Nullable CurrentRun execute(CompletableFuture<RunReport> mine, long now) {
    if (executing != null) {
      return executing;
    }
    executing = new CurrentRun(mine, Thread.currentThread(), now);
    return null;
  }

  /** Returns the run that is executing now, or null. */
  public synchronized @Nullable CurrentRun executing() {
    return executing;
  }

  /** Requests a run after the one that is executing now; returns false if none is. */
  public synchronized boolean runAgain() {
    again = executing != null;
    return again;
  }

  /** Ends the executing run; returns whether another one was requested meanwhile. */
  public synchronized boolean executed() {
    executing = null;
    boolean wanted = again;
    again = false;
    return wanted;
  }

  /** Schedules a repetition, such as a confirming run, unless one is already scheduled. */
  public synchronized void awaitRepeat(Supplier<Scheduler.Handle> start) {
    if (repeat == null) {
      repeat = start.get();
    }
  }

  /** Cancels the scheduled repetition, if any. */
  public synchronized void dropRepeat() {
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
   * @param since when it began, by the ticker
   */
  public record CurrentRun(CompletableFuture<RunReport> report, Thread runner, long since) {}
}
