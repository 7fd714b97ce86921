package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CleanText;
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
  public boolean isFailure() {
    return failState && failCount >= threshold;
  }

  /** Returns the outcome of the sender's last run, which may have failed below the threshold. */
  public Verdict verdict() {
    if (blockedBy != null) {
      return Verdict.UNKNOWN;
    }
    return failState || failCount > 0 ? Verdict.FAILED : Verdict.PASSED;
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
}
