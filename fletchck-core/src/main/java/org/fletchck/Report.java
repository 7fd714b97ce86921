package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The state of a check as reported by another instance or a job.
 *
 * @param failState whether the sender considers it failing
 * @param members the sender's failing members, in its order
 * @param failCount the sender's failing runs in a row
 * @param threshold how many of them make a failure for the sender
 * @param blockedBy name of the check that blocks it at the sender; null if none does
 * @param trustFailure kind of the trust failure of the sender's last failing run; null if there was
 *     none
 * @param run level, log and reason to keep; its verdict is not used
 * @param lastCheck when the sender last ran it, by the sender's clock
 * @param retained whether the broker had retained it, so that it may be old or already known
 */
public record Report(
    boolean failState,
    List<String> members,
    int failCount,
    int threshold,
    @Nullable String blockedBy,
    @Nullable String trustFailure,
    CheckState.Run run,
    @Nullable Instant lastCheck,
    boolean retained) {

  /** Earlier times come from clocks that were never set, or from no clock. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * Copies the members, ignores a time before the year 2000, and removes from all texts what
   * controls a terminal.
   */
  public Report {
    members = members.stream().map(CleanText::line).toList();
    blockedBy = blockedBy == null ? null : CleanText.line(blockedBy);
    trustFailure = failState || failCount > 0 ? trustFailure : null;
    run = clean(run);
    lastCheck = lastCheck == null || lastCheck.isBefore(EARLIEST) ? null : lastCheck;
  }

  /** Returns whether the sender's threshold is reached. */
  boolean isFailure() {
    return failState && failCount >= threshold;
  }

  /** Returns the outcome of the sender's last run, which may have failed below the threshold. */
  Verdict verdict() {
    if (blockedBy != null) {
      return Verdict.UNKNOWN;
    }
    return failState || failCount > 0 ? Verdict.FAILED : Verdict.PASSED;
  }

  /**
   * Returns whether this is outdated or already known: a broker repeats what it retained, even an
   * older report after it has restored what it had saved. Compares times of the sender's clock
   * only.
   */
  boolean isOld(CheckState s) {
    KnownReport known = KnownReport.of(s);
    return retained
        && lastCheck != null
        && known != null
        && (lastCheck.isBefore(known.lastCheck()) || known.equals(mark()));
  }

  /** Returns whether this is news from the sender, rather than what was already known. */
  boolean isNew(CheckState s) {
    return lastCheck == null
        ? !retained || s.times().report() == null
        : !Objects.equals(mark(), KnownReport.of(s));
  }

  /** Returns what was learned, with this report as the last one. */
  Map<String, String> remembered(Map<String, String> learned) {
    KnownReport now = mark();
    if (now == null) {
      return learned;
    }
    Map<String, String> all = new HashMap<>(learned);
    all.put(CheckState.REPORTED, now.text());
    return all;
  }

  private @Nullable KnownReport mark() {
    return lastCheck == null ? null : new KnownReport(lastCheck, verdict());
  }

  /**
   * Returns when the check last ran, but not later than the arrival: the sender's clock may be
   * ahead.
   */
  Instant checked(Instant arrival) {
    return lastCheck == null ? arrival : earlier(lastCheck, arrival);
  }

  private static CheckState.Run clean(CheckState.Run run) {
    Map<String, Duration> phases = new LinkedHashMap<>();
    run.phases().forEach((name, took) -> phases.put(CleanText.line(name), took));
    Map<String, String> details = new LinkedHashMap<>();
    run.details()
        .forEach((name, value) -> details.put(CleanText.line(name), CleanText.line(value)));
    return new CheckState.Run(
        run.verdict(),
        run.reason() == null ? null : CleanText.line(run.reason()),
        run.level() == null ? null : CleanText.line(run.level()),
        run.log().stream().map(CleanText::of).toList(),
        phases,
        details);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** The last report that had a time. */
  private record KnownReport(Instant lastCheck, Verdict verdict) {

    /** How {@link Verdict#UNKNOWN} is stored in users' databases. */
    private static final String CANNOT_TELL = "CANNOT_TELL";

    static @Nullable KnownReport of(CheckState s) {
      String text = s.learned().get(CheckState.REPORTED);
      if (text == null) {
        return ofAnEarlierVersion(s);
      }
      String[] parts = text.split(" ", 2);
      return new KnownReport(Instant.parse(parts[0]), verdict(parts[1]));
    }

    /** The last check was a report, unless it is later than the last report. */
    private static @Nullable KnownReport ofAnEarlierVersion(CheckState s) {
      Instant looked = s.times().check();
      Instant heard = s.times().report();
      Verdict verdict = s.lastRun().verdict();
      return looked == null || heard == null || verdict == null || looked.isAfter(heard)
          ? null
          : new KnownReport(looked, verdict);
    }

    String text() {
      return lastCheck + " " + (verdict == Verdict.UNKNOWN ? CANNOT_TELL : verdict);
    }

    private static Verdict verdict(String stored) {
      return stored.equals(CANNOT_TELL) ? Verdict.UNKNOWN : Verdict.valueOf(stored);
    }
  }
}
