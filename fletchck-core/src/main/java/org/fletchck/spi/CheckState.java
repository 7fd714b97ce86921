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
 * The state of a check, as an immutable value.
 *
 * @param status the status that is shown
 * @param judged pending, pass or fail: the same as the status, or the one before the check became
 *     unreachable or paused
 * @param counts the counts that are compared with thresholds
 * @param members the members that fail, in the order of their runs; compared as a set
 * @param blockedBy the dependency or member because of which the check is unreachable; null if none
 *     blocks it
 * @param trustFailure the kind of the last run's trust failure: {@link CheckResult#CERTIFICATE} or
 *     {@link CheckResult#HOSTKEY}; null without one, and while the check is blocked
 * @param lastRun what the last run found
 * @param times the times of the last events
 * @param learned what was learned in earlier runs, such as a host key
 * @param kinds the kinds of the current failure, in the order in which they were judged: {@link
 *     #SERVICE}, {@link CheckResult#CERTIFICATE}, {@link CheckResult#HOSTKEY}; empty without a
 *     failure
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

  /** The kind of any failure that isn't a trust failure: not reachable, or a wrong answer. */
  public static final String SERVICE = "service";

  /**
   * Key in {@link #learned}: when a check that receives reports was first armed, in ISO 8601, so
   * that silence can be measured before the first report.
   */
  public static final String ARMED = "armed";

  /**
   * Key in {@link #learned}: the last accepted report that had a timestamp, identified by that time
   * and its verdict, so that it is recognized when a broker repeats it.
   */
  public static final String REPORTED = "reported";

  /** The state of a check about which nothing is known. */
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

  /** Returns this with another status, which is also the judged one if it is a judgement. */
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

  /** Returns this blocked by a check and without a trust failure, or not blocked if null. */
  public CheckState withBlockedBy(@Nullable String now) {
    String trust = now == null ? trustFailure : null;
    return new CheckState(
        status, judged, counts, members, now, trust, lastRun, times, learned, kinds);
  }

  /** Returns this with another trust failure, null for none, and not blocked. */
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

  /** Returns this with other kinds of the current failure. */
  public CheckState withKinds(List<String> now) {
    return new CheckState(
        status, judged, counts, members, blockedBy, trustFailure, lastRun, times, learned, now);
  }

  /** Returns the kinds of the current failure, even of a state that an older version stored. */
  public List<String> knownKinds() {
    if (judged != Status.FAIL || !kinds.isEmpty()) {
      return kinds;
    }
    boolean trust = trustFailure != null && CheckResult.isTrustFailure(trustFailure);
    return List.of(trust ? trustFailure : SERVICE);
  }

  /**
   * The counts that are compared with thresholds.
   *
   * @param failCount consecutive failing runs
   * @param recent verdicts of the last counted runs, oldest first; no more than are needed
   * @param kind kind of failure of the last run; null if it passed
   * @param ofKind consecutive failing runs with that kind of failure
   */
  public record Counts(int failCount, List<Verdict> recent, @Nullable String kind, int ofKind) {
    /** No runs. */
    public static final Counts ZERO = new Counts(0, List.of());

    /** Copies the verdicts. */
    public Counts {
      recent = List.copyOf(recent);
    }

    /** Creates counts without a kind of failure. */
    public Counts(int failCount, List<Verdict> recent) {
      this(failCount, recent, null, 0);
    }
  }

  /**
   * What the last run found.
   *
   * @param verdict its outcome; null if there was no run
   * @param reason the cause of a failure, or a remark about a pass
   * @param level short text such as {@code 91%}
   * @param log the lines it logged
   * @param phases how long each phase took, in order
   * @param details facts about the service, in order
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
   * The times of the last events; null for never.
   *
   * @param check end of the last run
   * @param pass last change to pass
   * @param fail last change to fail
   * @param notified last notification of the current failure
   * @param report arrival of the last new report, for checks that receive them
   * @param failingSince first of the consecutive failing runs; null if the last run passed
   * @param moved how far {@code fail} has been moved because the clock was set; null if it hasn't
   */
  public record Times(
      @Nullable Instant check,
      @Nullable Instant pass,
      @Nullable Instant fail,
      @Nullable Instant notified,
      @Nullable Instant report,
      @Nullable Instant failingSince,
      @Nullable Duration moved) {
    /** Nothing has happened yet. */
    public static final Times NEVER = new Times(null, null, null, null, null, null);

    /** Creates times of a clock that wasn't set. */
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
     * Returns what the clock showed at the last change to fail; null for never. It identifies a
     * failure, because it stays the same when {@code fail} is moved.
     */
    public @Nullable Instant failed() {
      return fail == null || moved == null ? fail : fail.minus(moved);
    }

    /** Returns this with another time of the last run. */
    public Times withCheck(Instant now) {
      return new Times(now, pass, fail, notified, report, failingSince, moved);
    }

    /** Returns this with another time of the change to pass. */
    public Times withPass(Instant now) {
      return new Times(check, now, fail, notified, report, failingSince, moved);
    }

    /** Returns this with another time of the change to fail, not moved. */
    public Times withFail(Instant now) {
      return new Times(check, pass, now, notified, report, failingSince, null);
    }

    /** Returns this with another time of the notification; null when the failure is over. */
    public Times withNotified(@Nullable Instant now) {
      return new Times(check, pass, fail, now, report, failingSince, moved);
    }

    /** Returns this with another arrival time of a report. */
    public Times withReport(Instant now) {
      return new Times(check, pass, fail, notified, now, failingSince, moved);
    }

    /** Returns this with another time of the first failing run; null after a passing one. */
    public Times withFailingSince(@Nullable Instant now) {
      return new Times(check, pass, fail, notified, report, now, moved);
    }
  }
}
