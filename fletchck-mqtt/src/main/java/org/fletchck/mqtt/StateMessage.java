package org.fletchck.mqtt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.TimeText;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Report;
import org.jspecify.annotations.Nullable;

/**
 * The state of a check as instances send it to each other, and to and from the original; {@link
 * StateCodec} writes and reads it.
 *
 * @param type the check's type at the sender; null if not sent
 */
record StateMessage(String name, @Nullable String type, Data data) {

  /**
   * The state itself.
   *
   * @param threshold failing runs after which it fails at the sender
   * @param failState whether it fails, or can't be judged
   * @param members the members that fail
   * @param failCount failing runs in a row
   * @param log lines of the last run; in our messages the first is the reason
   * @param softFail the check that blocks it, or a kind of trust failure
   * @param lastCheck time of the last run, or of the last firing at which it couldn't be run
   * @param lastFail time of the last change to fail
   * @param lastPass time of the last change to pass
   * @param level short text such as {@code 91%}
   */
  record Data(
      int threshold,
      boolean failState,
      List<String> members,
      int failCount,
      List<String> log,
      @Nullable String softFail,
      @Nullable String lastCheck,
      @Nullable String lastFail,
      @Nullable String lastPass,
      @Nullable String level) {
    /** Copies the lists. */
    Data {
      members = List.copyOf(members);
      log = List.copyOf(log);
    }
  }

  /**
   * Returns the message for the state of a check.
   *
   * @param looked when a run was skipped, if that is later than its last run, or null
   */
  static StateMessage of(
      CheckConfig check, CheckState state, ZoneId zone, @Nullable Instant looked) {
    boolean fails = state.status() == Status.FAIL;
    boolean blocked = state.status() == Status.UNREACHABLE;
    boolean paused = state.status() == Status.PAUSED;
    int threshold = check.threshold();
    CheckState.Times times = state.times();
    Data data =
        new Data(
            threshold,
            fails || blocked,
            fails ? state.members() : List.of(),
            paused ? 0 : failCount(state, threshold),
            log(state),
            paused ? null : softFail(state),
            text(looked == null ? times.check() : looked, zone),
            text(times.fail(), zone),
            text(times.pass(), zone),
            state.lastRun().level());
    return new StateMessage(check.name(), type(check), data);
  }

  /**
   * The original notifies by this count alone, so it reaches the threshold only if the check fails.
   */
  private static int failCount(CheckState state, int threshold) {
    int count = state.counts().failCount();
    return state.judged() == Status.FAIL
        ? Math.max(count, threshold)
        : Math.min(count, threshold - 1);
  }

  private static @Nullable String softFail(CheckState state) {
    return state.blockedBy() == null ? state.trustFailure() : state.blockedBy();
  }

  /** A state passed on from another instance keeps its type. */
  private static String type(CheckConfig check) {
    boolean passedOn = check.type().equals(RemoteCheckType.NAME);
    return passedOn ? check.subType().orElse(check.type()) : check.type();
  }

  private static List<String> log(CheckState state) {
    List<String> lines = new ArrayList<>();
    boolean blocked = state.status() == Status.UNREACHABLE;
    String reason =
        blocked ? "unreachable because of " + state.blockedBy() : state.lastRun().reason();
    if (reason != null) {
      lines.add(reason);
    }
    if (!blocked || state.lastRun().verdict() == Verdict.UNKNOWN) {
      state.lastRun().log().stream().filter(line -> !line.equals(reason)).forEach(lines::add);
    }
    return lines;
  }

  /** ISO-8601 with an offset, as later versions of the original write it. */
  static @Nullable String text(@Nullable Instant time, ZoneId zone) {
    return time == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            time.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }

  /**
   * Returns this as a report.
   *
   * @param zone the zone of the check; it and the zone of the site resolve zone abbreviations
   * @param retained whether the broker had retained it
   */
  Report report(ZoneId zone, ZoneId site, boolean retained) {
    Verdict verdict = data.failState() ? Verdict.FAILED : Verdict.PASSED;
    boolean trust = CheckResult.isTrustFailure(data.softFail());
    CheckState.Run run =
        new CheckState.Run(verdict, reason(), data.level(), data.log(), Map.of(), Map.of());
    return new Report(
        data.failState(),
        data.members(),
        data.failCount(),
        data.threshold(),
        trust ? null : data.softFail(),
        trust ? data.softFail() : null,
        run,
        TimeText.parseSurely(data.lastCheck(), zone, site).orElse(null),
        retained);
  }

  private @Nullable String reason() {
    if (!data.members().isEmpty()) {
      return "failing: " + String.join(", ", data.members());
    }
    Optional<String> first = data.log().stream().filter(line -> !line.isBlank()).findFirst();
    return first.orElse(null);
  }
}
