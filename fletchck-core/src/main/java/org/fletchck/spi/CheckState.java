package org.fletchck.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a check, as a value.
 *
 * @param status what is shown
 * @param judged pending, pass or fail: the same as the status, or what it was before the check
 *     became unreachable or paused
 * @param counts what thresholds are measured with
 * @param members the members that fail, in the order of their runs; compared as a set
 * @param blockedBy the dependency or member because of which the check is unreachable; null if it
 *     isn't blocked by one
 * @param trustFailure the kind of the last run's trust failure: {@link CheckResult#CERTIFICATE} or
 *     {@link CheckResult#HOSTKEY}; null without one, and while the check is blocked
 * @param lastRun what the last run found
 * @param times when what happened last
 * @param learned what was learned in earlier runs, such as a host key
 * @param kinds the kinds of the present failure that were judged, in the order in which they were:
 *     {@link #SERVICE}, {@link CheckResult#CERTIFICATE}, {@link CheckResult#HOSTKEY}; empty without
 *     a failure
 */
public record CheckState(
    Status status,
    Status judged,
    Counts counts,
    List<String> members,
    @Nullable String blockedBy,
    @Nullable String trustFailure,
    Run lastRun,
    Times times,
    Map<String, String> learned,
    List<String> kinds) {

  /** Kind of a failure that is none of trust: not reachable, or a wrong answer. */
  public static final String SERVICE = "service";

  /**
   * Name in {@link #learned}: when a check that receives reports was first armed, so that silence
   * can be counted before the first of them; ISO-8601.
   */
  public static final String ARMED = "armed";

  /**
   * Name in {@link #learned}: which report was taken last that said its time. It is known by that
   * time and its verdict, so that the same one is recognized when a broker repeats it.
   */
  public static final String REPORTED = "reported";

  /** The state of a check of which nothing is known. */
  public static final CheckState UNKNOWN =
      new CheckState(
          Status.PENDING,
          Status.PENDING,
          Counts.ZERO,
          List.of(),
          null,
          null,
          Run.NONE,
          Times.NEVER,
          Map.of(),
          List.of());

  /** Copies the collections. */
  public CheckState {
    if (!judged.isJudged()) {
      throw new IllegalArgumentException("judged must be PENDING, PASS or FAIL, not " + judged);
    }
    members = List.copyOf(members);
    learned = Map.copyOf(learned);
    kinds = List.copyOf(kinds);
  }

  /** Returns the failing members as a set, which is how they are compared. */
  public Set<String> memberSet() {
    return Set.copyOf(members);
  }

  /** Returns this with another status; the judged one follows unless the check is only on hold. */
  public CheckState withStatus(Status now) {
    return new CheckState(
        now,
        now.isJudged() ? now : judged,
        counts,
        members,
        blockedBy,
        trustFailure,
        lastRun,
        times,
        learned,
        kinds);
  }

  /** Returns this with other counts. */
  public CheckState withCounts(Counts now) {
    return new CheckState(
        status, judged, now, members, blockedBy, trustFailure, lastRun, times, learned, kinds);
  }

  /** Returns this with other failing members. */
  public CheckState withMembers(List<String> now) {
    return new CheckState(
        status, judged, counts, now, blockedBy, trustFailure, lastRun, times, learned, kinds);
  }

  /** Returns this blocked by that check, without a trust failure; null for blocked by none. */
  public CheckState withBlockedBy(@Nullable String now) {
    String trust = now == null ? trustFailure : null;
    return new CheckState(
        status, judged, counts, members, now, trust, lastRun, times, learned, kinds);
  }

  /** Returns this with another trust failure, or null for none, and not blocked. */
  public CheckState withTrustFailure(@Nullable String now) {
    return new CheckState(
        status, judged, counts, members, null, now, lastRun, times, learned, kinds);
  }

  /** Returns this with another last run. */
  public CheckState withLastRun(Run now) {
    return new CheckState(
        status, judged, counts, members, blockedBy, trustFailure, now, times, learned, kinds);
  }

  /** Returns this with other times. */
  public CheckState withTimes(Times now) {
    return new CheckState(
        status, judged, counts, members, blockedBy, trustFailure, lastRun, now, learned, kinds);
  }

  /** Returns this with other things learned. */
  public CheckState withLearned(Map<String, String> now) {
    return new CheckState(
        status, judged, counts, members, blockedBy, trustFailure, lastRun, times, now, kinds);
  }

  /** Returns this with other kinds of the present failure. */
  public CheckState withKinds(List<String> now) {
    return new CheckState(
        status, judged, counts, members, blockedBy, trustFailure, lastRun, times, learned, now);
  }

  /** Returns the kinds of the present failure, of a state kept by an older program as well. */
  public List<String> knownKinds() {
    if (judged != Status.FAIL || !kinds.isEmpty()) {
      return kinds;
    }
    boolean trust = trustFailure != null && CheckResult.isTrustFailure(trustFailure);
    return List.of(trust ? trustFailure : SERVICE);
  }

  /**
   * What thresholds are measured with.
   *
   * @param failCount failing runs in a row
   * @param recent verdicts of the last counted runs, oldest first; no more than are needed
   * @param kind kind of failure of the last run; null if it passed
   * @param ofKind how many failing runs in a row had that kind
   */
  public record Counts(int failCount, List<Verdict> recent, @Nullable String kind, int ofKind) {
    /** No runs. */
    public static final Counts ZERO = new Counts(0, List.of());

    /** Copies the verdicts. */
    public Counts {
      recent = List.copyOf(recent);
    }

    /** Makes counts without a kind of failure. */
    public Counts(int failCount, List<Verdict> recent) {
      this(failCount, recent, null, 0);
    }
  }

  /**
   * What the last run found.
   *
   * @param verdict its outcome; null if there was no run
   * @param reason the cause of a failure, or what there is to say of a pass
   * @param level short text such as {@code 91%}
   * @param log its lines
   * @param phases how long its parts took, in their order
   * @param details facts about what was looked at, in their order
   */
  public record Run(
      @Nullable Verdict verdict,
      @Nullable String reason,
      @Nullable String level,
      List<String> log,
      Map<String, Duration> phases,
      Map<String, String> details) {
    /** There was no run. */
    public static final Run NONE = new Run(null, null, null, List.of(), Map.of(), Map.of());

    /** Copies the collections. */
    public Run {
      log = List.copyOf(log);
      phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
      details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }

  /**
   * When what happened last; null for never.
   *
   * @param check end of the last run
   * @param pass last change to pass
   * @param fail last change to fail
   * @param notified last notification of the present failure
   * @param report arrival of the last new report, for checks that receive them
   * @param failingSince first of the failing runs in a row; null if the last one passed
   * @param moved by how much {@code fail} was moved since, because the clock was set; null if it
   *     wasn't
   */
  public record Times(
      @Nullable Instant check,
      @Nullable Instant pass,
      @Nullable Instant fail,
      @Nullable Instant notified,
      @Nullable Instant report,
      @Nullable Instant failingSince,
      @Nullable Duration moved) {
    /** Nothing happened yet. */
    public static final Times NEVER = new Times(null, null, null, null, null, null);

    /** Makes times of a clock that wasn't set. */
    public Times(
        @Nullable Instant check,
        @Nullable Instant pass,
        @Nullable Instant fail,
        @Nullable Instant notified,
        @Nullable Instant report,
        @Nullable Instant failingSince) {
      this(check, pass, fail, notified, report, failingSince, null);
    }

    /**
     * Returns what the clock showed at the last change to fail; null for never. It tells failures
     * apart, for it stays the same when {@code fail} is moved.
     */
    public @Nullable Instant failed() {
      return fail == null || moved == null ? fail : fail.minus(moved);
    }

    /** Returns this with another end of the last run. */
    public Times withCheck(Instant now) {
      return new Times(now, pass, fail, notified, report, failingSince, moved);
    }

    /** Returns this with another change to pass. */
    public Times withPass(Instant now) {
      return new Times(check, now, fail, notified, report, failingSince, moved);
    }

    /** Returns this with another change to fail. */
    public Times withFail(Instant now) {
      return new Times(check, pass, now, notified, report, failingSince, null);
    }

    /** Returns this with another notification; null when the failure is over. */
    public Times withNotified(@Nullable Instant now) {
      return new Times(check, pass, fail, now, report, failingSince, moved);
    }

    /** Returns this with another arrival of a report. */
    public Times withReport(Instant now) {
      return new Times(check, pass, fail, notified, now, failingSince, moved);
    }

    /** Returns this with another beginning of a row of failing runs; null after a passing one. */
    public Times withFailingSince(@Nullable Instant now) {
      return new Times(check, pass, fail, notified, report, now, moved);
    }
  }
}
