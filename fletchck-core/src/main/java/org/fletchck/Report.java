package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The state of a check as another instance, or a job, tells it.
 *
 * @param failState whether the sender takes it to be failing
 * @param members the sender's failing members, in its order
 * @param failCount the sender's failing runs in a row
 * @param threshold how many of them the sender takes for a failure
 * @param softFail name of the check that blocks it at the sender, or a kind of failure of trust
 * @param run level, log and reason to keep; its verdict is not used
 * @param lastCheck when the sender ran it last, by the sender's clock
 * @param retained whether it was kept by the broker, and so may be old
 */
public record Report(
    boolean failState,
    List<String> members,
    int failCount,
    int threshold,
    @Nullable String softFail,
    CheckState.Run run,
    @Nullable Instant lastCheck,
    boolean retained) {

  /** Earlier times are those of clocks that were never set, or of nobody's. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * Copies the members, takes a time before this century for none, and takes out of all texts what
   * gives orders to a terminal.
   */
  public Report {
    members = members.stream().map(CleanText::line).toList();
    softFail = softFail == null ? null : CleanText.line(softFail);
    run = clean(run);
    lastCheck = lastCheck == null || lastCheck.isBefore(EARLIEST) ? null : lastCheck;
  }

  /** Returns the check that blocks this one at the sender; null if none does. */
  @Nullable String blocker() {
    return isTrust() ? null : softFail;
  }

  /**
   * Returns the kind of a failure of trust; null if the sender's last run passed or had another.
   */
  @Nullable String trust() {
    return isTrust() && verdict() == Verdict.FAILED ? softFail : null;
  }

  /** Tells whether the sender's threshold is reached. */
  boolean isFailure() {
    return failState && failCount >= threshold;
  }

  /** Returns the outcome of the sender's last run, which may have failed below the threshold. */
  Verdict verdict() {
    if (blocker() != null) {
      return Verdict.CANNOT_TELL;
    }
    return failState || failCount > 0 ? Verdict.FAILED : Verdict.PASSED;
  }

  /**
   * Tells whether this is older than the silence for which a check fails now: whoever sent it was
   * heard no more.
   *
   * @param silence for how long the check may hear nothing
   */
  boolean isOvertaken(CheckState s, Duration silence, Instant arrival) {
    Instant looked = s.times().check();
    Instant heard = s.times().report();
    boolean silent =
        s.judged() == Status.FAIL
            && looked != null
            && (heard == null || looked.isAfter(heard)); // by its own run, not by a report
    return retained
        && silent
        && lastCheck != null
        && checked(arrival).plus(silence).isBefore(arrival);
  }

  /**
   * Tells whether something newer is known from its sender: a broker that went back to what it had
   * saved sends what was retained then. Compares times of the sender's clock only.
   */
  boolean isOlderThan(CheckState s) {
    Instant known = s.times().check();
    Instant heard = s.times().report();
    boolean isFromSender = known != null && heard != null && !known.isAfter(heard);
    return retained && isFromSender && lastCheck != null && lastCheck.isBefore(known);
  }

  /** Returns when the check ran last; a sender's clock that is ahead doesn't count. */
  Instant checked(Instant arrival) {
    return lastCheck == null ? arrival : earlier(lastCheck, arrival);
  }

  /**
   * Returns since when there is silence: since the arrival of a live report; since the last check
   * for a retained one, unless something newer was heard before; never since the future.
   */
  Instant heard(@Nullable Instant before, Instant arrival) {
    Instant latest = before;
    if (lastCheck != null && (before == null || lastCheck.isAfter(before))) {
      latest = lastCheck;
    }
    return retained && latest != null ? earlier(latest, arrival) : arrival;
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

  private boolean isTrust() {
    return CheckResult.CERTIFICATE.equals(softFail) || CheckResult.HOSTKEY.equals(softFail);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
