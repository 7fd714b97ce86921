package org.fletchck.internal.judge;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckState.Counts;
import org.fletchck.spi.CheckState.Run;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.jspecify.annotations.Nullable;

/**
 * Judges checks: pure functions from a state and an event to the transition that follows.
 *
 * <p>A paused check stays paused and keeps its verdict whatever arrives, until it is unpaused.
 */
public final class StateMachine {

  private StateMachine() {}

  /**
   * Counts a run. An unknown result doesn't count: with members, the check is unreachable because
   * of the first of them; without any, the state stays as it is.
   */
  public static Transition ran(CheckState s, CheckResult r, Run run, Policy p, Instant now) {
    if (s.status() == Status.PAUSED) {
      return quiet(s, s, "not counted: paused");
    }
    if (r.verdict() == Verdict.UNKNOWN) {
      return r.members().isEmpty()
          ? quiet(s, s, "not counted: there was nothing to judge")
          : blocked(s, r.members().get(0), run, now);
    }
    Map<String, String> learned = new HashMap<>(s.learned());
    learned.putAll(r.learned());
    CheckState seen = observed(s, run, r.verdict(), now).withLearned(learned);
    return r.verdict() == Verdict.PASSED ? passed(s, seen, p, now) : failed(s, seen, r, p, now);
  }

  /**
   * Keeps a run that is not judged, such as when a confirming run is awaited; {@code why} is the
   * reason.
   */
  public static Transition uncounted(CheckState s, Run run, String why, Instant now) {
    if (s.status() == Status.PAUSED) {
      return quiet(s, s, "not counted: paused");
    }
    return quiet(s, s.withLastRun(run).withTimes(s.times().withCheck(now)), "not counted: " + why);
  }

  /**
   * Makes a check unreachable because of another one.
   *
   * @param run a run that failed, but because of the blocker; null if the check wasn't run
   */
  static Transition blocked(CheckState s, String blocker, @Nullable Run run, Instant now) {
    if (s.status() == Status.PAUSED) {
      return quiet(s, s, "not notified: paused");
    }
    CheckState seen = run == null ? s : observed(s, run, Verdict.UNKNOWN, now);
    return quiet(
        s,
        seen.withStatus(Status.UNREACHABLE).withBlockedBy(blocker),
        "not notified: unreachable because of " + blocker);
  }

  /** Ends being unreachable without a run: the previous judgement holds again. */
  public static Transition unblocked(CheckState s, Instant now) {
    if (s.status() != Status.UNREACHABLE) {
      return quiet(s, s, "not notified: nothing blocked it");
    }
    return quiet(
        s,
        s.withStatus(s.judged()).withBlockedBy(null),
        "not notified: no longer unreachable, judged as before");
  }

  /** Puts a check on hold. */
  public static Transition paused(CheckState s, Instant now) {
    return quiet(s, s.withStatus(Status.PAUSED).withBlockedBy(null), "not notified: paused");
  }

  /** Ends the hold: the previous judgement holds until the next run. */
  public static Transition unpaused(CheckState s, Instant now) {
    if (s.status() != Status.PAUSED) {
      return quiet(s, s, "not notified: it wasn't paused");
    }
    return quiet(s, s.withStatus(s.judged()), "not notified: no longer paused, judged as before");
  }

  /** Starts to wait for reports; silence counts from now until the first of them. */
  public static Transition armed(CheckState s, Instant now) {
    Map<String, String> learned = new HashMap<>(s.learned());
    learned.putIfAbsent(CheckState.ARMED, now.toString());
    return quiet(s, s.withLearned(learned), "not notified: waits for reports");
  }

  /** Applies what a sender judged by its own threshold; it replaces what was known. */
  public static Transition reported(CheckState s, Report report, Policy p, Instant arrival) {
    ReceivedReport received = new ReceivedReport(report);
    CheckState seen = observed(s, report.run(), report.verdict(), received.checked(arrival));
    seen = seen.withLearned(received.remembered(s.learned()));
    if (received.isNew(s)) {
      seen = seen.withTimes(seen.times().withReport(arrival));
    }
    if (s.status() == Status.PAUSED) {
      return quiet(s, seen, "not notified: paused");
    }
    String blocker = report.blockedBy();
    if (blocker != null) {
      return quiet(
          s,
          seen.withStatus(Status.UNREACHABLE).withBlockedBy(blocker),
          "not notified: the sender can't reach it because of " + blocker);
    }
    if (report.isFailure()) {
      String kind = kindOf(report.trustFailure());
      Counts counts = new Counts(report.failCount(), List.of(), kind, inRow(s, kind));
      seen =
          seen.withCounts(counts)
              .withTrustFailure(report.trustFailure())
              .withMembers(report.members());
      return toFail(s, seen, Math.max(p.threshold(), report.threshold()), p, arrival);
    }
    seen =
        seen.withCounts(new Counts(report.failCount(), List.of()))
            .withTrustFailure(report.trustFailure());
    if (!report.failState()) {
      return toPass(s, seen, p, arrival);
    }
    return quiet(
        s,
        seen.withStatus(s.judged()),
        "not notified: " + ofRuns(report.failCount(), report.threshold(), "failing"));
  }

  private static Transition passed(CheckState s, CheckState seen, Policy p, Instant now) {
    // In FAIL the verdicts kept are those of the passing runs since the last failing one.
    List<Verdict> passes = appended(s, Verdict.PASSED, p.recovery());
    if (s.judged() == Status.FAIL && passes.size() < p.recovery()) {
      return quiet(
          s,
          seen.withStatus(Status.FAIL).withCounts(new Counts(0, passes)).withBlockedBy(null),
          "not notified: " + ofRuns(passes.size(), p.recovery(), "passing"));
    }
    Counts counts =
        s.judged() == Status.PASS
            ? new Counts(0, appended(s, Verdict.PASSED, p.window()))
            : Counts.ZERO;
    return toPass(s, seen.withCounts(counts).withTrustFailure(null), p, now);
  }

  private static Transition failed(
      CheckState s, CheckState seen, CheckResult r, Policy p, Instant now) {
    int inRow = s.counts().failCount() + 1;
    String kind = kindOf(r.trustFailure().orElse(null));
    int ofKind = inRow(s, kind);
    CheckState failing = seen.withTrustFailure(r.trustFailure().orElse(null));
    List<Verdict> recent = appended(s, Verdict.FAILED, p.window());
    int failures = Math.max(inRow, (int) recent.stream().filter(v -> v == Verdict.FAILED).count());
    if (s.judged() == Status.FAIL || failures >= p.threshold()) {
      Counts counts = new Counts(inRow, List.of(), kind, ofKind);
      CheckState fails = failing.withCounts(counts).withMembers(membersAfter(s, r));
      return toFail(s, fails, p.threshold(), p, now);
    }
    return quiet(
        s,
        failing.withStatus(s.judged()).withCounts(new Counts(inRow, recent, kind, ofKind)),
        "not notified: " + ofRuns(failures, p.threshold(), "failing"));
  }

  private static Transition toPass(CheckState s, CheckState seen, Policy p, Instant now) {
    CheckState after = seen.withStatus(Status.PASS).withMembers(List.of()).withKinds(List.of());
    if (s.judged() == Status.PASS) {
      return quiet(s, after, "not notified: passes as before");
    }
    after = after.withTimes(after.times().withPass(now).withNotified(null));
    if (s.judged() == Status.PENDING) {
      return quiet(s, after, "not notified: first judgement, and it passes");
    }
    if (!p.passAction()) {
      return quiet(s, after, "not notified: passAction is off");
    }
    return new Transition(s, after, Change.RECOVERED, decision(s, Change.RECOVERED));
  }

  /** Judges a failing run; a kind of failure is judged when enough runs in a row had it. */
  private static Transition toFail(
      CheckState s, CheckState seen, int enough, Policy p, Instant now) {
    CheckState after = seen.withStatus(Status.FAIL).withKinds(kindsAfter(s, seen, enough));
    if (s.judged() != Status.FAIL) {
      after = after.withTimes(after.times().withFail(now).withNotified(null));
    }
    Change change = failure(s, after);
    if (change == null) {
      return quiet(s, after, "not notified: fails as before");
    }
    if (!p.failAction()) {
      return quiet(s, after, "not notified: failAction is off");
    }
    after = after.withTimes(after.times().withNotified(now));
    return new Transition(s, after, change, decision(s, change));
  }

  private static @Nullable Change failure(CheckState s, CheckState after) {
    if (s.judged() != Status.FAIL) {
      return Change.FAILED;
    }
    if (!s.memberSet().equals(after.memberSet())) {
      return Change.MEMBERS;
    }
    return after.kinds().size() > s.knownKinds().size() ? Change.KIND : null;
  }

  private static String decision(CheckState s, Change change) {
    return switch (change) {
      case FAILED ->
          s.judged() == Status.PENDING
              ? "notified: first judgement, and it fails"
              : "notified: began to fail";
      case MEMBERS -> "notified: other members fail";
      case KIND -> "notified: fails in another way";
      case RECOVERED -> "notified: passes again";
      case REMINDER -> throw new IllegalArgumentException("a transition never causes a reminder");
    };
  }

  /**
   * Returns whether a failing run brings nothing new to a failure: the same members and a kind that
   * was already judged.
   */
  public static boolean failsAsBefore(CheckState s, CheckResult r) {
    return s.status() == Status.FAIL
        && s.memberSet().equals(Set.copyOf(membersAfter(s, r)))
        && s.knownKinds().contains(kindOf(r.trustFailure().orElse(null)));
  }

  /**
   * Returns the failing members; a run that names none, such as one that found silence, says
   * nothing about them.
   */
  private static List<String> membersAfter(CheckState s, CheckResult r) {
    return r.members().isEmpty() && s.judged() == Status.FAIL ? s.members() : r.members();
  }

  private static String kindOf(@Nullable String trust) {
    return trust == null ? CheckState.SERVICE : trust;
  }

  private static int inRow(CheckState s, String kind) {
    return kind.equals(s.counts().kind()) ? s.counts().ofKind() + 1 : 1;
  }

  private static List<String> kindsAfter(CheckState s, CheckState seen, int enough) {
    String kind = requireNonNull(seen.counts().kind());
    if (s.judged() != Status.FAIL) {
      return List.of(kind);
    }
    List<String> known = s.knownKinds();
    if (known.contains(kind) || seen.counts().ofKind() < enough) {
      return known;
    }
    List<String> all = new ArrayList<>(known);
    all.add(kind);
    return all;
  }

  private static CheckState observed(CheckState s, Run run, Verdict verdict, Instant at) {
    Run kept = new Run(verdict, run.reason(), run.level(), run.log(), run.phases(), run.details());
    Instant began = verdict == Verdict.PASSED ? null : s.times().failingSince();
    boolean first = verdict == Verdict.FAILED && began == null;
    return s.withLastRun(kept)
        .withTimes(s.times().withCheck(at).withFailingSince(first ? at : began));
  }

  private static List<Verdict> appended(CheckState s, Verdict verdict, int most) {
    List<Verdict> all = new ArrayList<>(s.counts().recent());
    all.add(verdict);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static String ofRuns(int count, int needed, String kind) {
    return count + " of " + needed + " " + kind + " runs";
  }

  private static Transition quiet(CheckState before, CheckState after, String decision) {
    return new Transition(before, after, null, decision);
  }
}
