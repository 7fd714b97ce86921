package org.fletchck.internal.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Reason;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store.Event;
import org.jspecify.annotations.Nullable;

/** Converts transitions into what the history keeps of them. */
public final class HistoryEvents {

  private HistoryEvents() {}

  /** Returns the events of a transition: one or none. */
  static List<Event> of(
      MonitoredCheck check, Transition t, @Nullable Observation observation, Instant now) {
    Run run = observation == null ? null : observation.run(now, t);
    boolean turned = t.before().status() != t.after().status();
    StatusChange statusChange = turned ? new StatusChange(since(t, now), t.after().status()) : null;
    Incident incident = incident(check, t, observation, now);
    return run == null && statusChange == null && incident == null
        ? List.of()
        : List.of(new Event(check.id, run, statusChange, incident));
  }

  /** Returns whether a transition changed anything, or was notified. */
  static boolean isChange(Transition t) {
    return t.before().status() != t.after().status()
        || !t.before().memberSet().equals(t.after().memberSet())
        || t.notified() != null;
  }

  private static boolean begins(Transition t) {
    return t.after().status() == Status.FAIL && t.before().judged() != Status.FAIL;
  }

  private static Instant since(Transition t, Instant now) {
    Instant began = t.after().times().failingSince();
    return begins(t) && began != null ? began : now;
  }

  private static @Nullable Incident incident(
      MonitoredCheck check, Transition t, @Nullable Observation observation, Instant now) {
    CheckState before = t.before();
    CheckState after = t.after();
    if (begins(t)) {
      return incident(check, after, now, since(t, now), null);
    }
    if (before.judged() != Status.FAIL) {
      return null;
    }
    if (after.judged() != Status.FAIL) {
      return incident(check, before, now, before.times().failingSince(), now);
    }
    Incident same = incident(check, after, now, after.times().failingSince(), null);
    String reason = after.lastRun().reason();
    if (observation != null && reason != null && isOther(before, after)) {
      return same.with(new Reason(now, reason));
    }
    return before.memberSet().equals(after.memberSet()) ? null : same;
  }

  /** Returns whether a failing run may have found another cause than the one before it. */
  private static boolean isOther(CheckState before, CheckState after) {
    boolean counted = after.status() == Status.FAIL && after.lastRun().verdict() == Verdict.FAILED;
    return counted
        && (before.lastRun().verdict() != Verdict.FAILED
            || !Reason.alike(before.lastRun().reason(), after.lastRun().reason()));
  }

  private static Incident incident(
      MonitoredCheck check,
      CheckState state,
      Instant now,
      @Nullable Instant from,
      @Nullable Instant to) {
    Instant failed = state.times().fail() == null ? now : state.times().fail();
    return new Incident(
        check.incidentId(state, now),
        check.id,
        from == null ? failed : from,
        to,
        state.lastRun().reason(),
        state.members(),
        List.of());
  }

  /**
   * The outcome of a run, or of a firing at which the check was blocked.
   *
   * @param failed whether it counts as failed for dependents; null if it doesn't count
   * @param verdict its outcome
   * @param took how long it took; null if the check was not run
   */
  public record Observation(@Nullable Boolean failed, Verdict verdict, @Nullable Duration took) {

    private Run run(Instant now, Transition t) {
      return new Run(
          now,
          t.after().status() == Status.UNREACHABLE ? Verdict.UNKNOWN : verdict,
          took,
          took == null ? null : t.after().lastRun().level(),
          isChange(t) ? t.decision() : null);
    }
  }
}
