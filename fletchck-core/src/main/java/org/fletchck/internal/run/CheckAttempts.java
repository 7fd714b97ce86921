package org.fletchck.internal.run;

import static java.util.Objects.requireNonNull;

import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fletchck.internal.AttemptResources;
import org.fletchck.internal.LoggedThrowable;
import org.fletchck.internal.Shortages;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.schedule.Deadline;
import org.fletchck.schedule.Scheduler;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CleanText;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempts of one run, each with a deadline, and turns what they throw into a failure.
 */
public final class CheckAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(CheckAttempts.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final Scheduler scheduler;
  private final AttemptResources resources;

  public CheckAttempts(Scheduler scheduler, AttemptResources resources) {
    this.scheduler = scheduler;
    this.resources = resources;
  }

  /**
   * Runs a check until an attempt passes or all have been made.
   *
   * @param silence how long no report has arrived although one could have
   * @param members runs members and returns their states
   */
  AttemptResult make(
      ResolvedCheck spec,
      CheckState previous,
      Duration silence,
      Function<List<String>, List<MemberState>> members)
      throws InterruptedException {
    int attempts = spec.config().retries();
    Duration pause = Duration.ofSeconds(1);
    for (int made = 1; ; made++) {
      AttemptResult found = once(spec, previous, silence, members);
      boolean over = found.shortage() == null && found.result().verdict() != Verdict.FAILED;
      if (over || made >= attempts) {
        return made == 1 ? found : found.withLine("(" + made + " attempts)");
      }
      scheduler.pause(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private AttemptResult once(
      ResolvedCheck spec,
      CheckState previous,
      Duration silence,
      Function<List<String>, List<MemberState>> members) {
    Duration limit;
    try {
      limit = spec.timeout();
    } catch (IllegalArgumentException e) { // a reference that can't be resolved
      String why = spec.withoutSecrets(CleanText.line(String.valueOf(e.getMessage())));
      return AttemptResult.of(CheckResult.fail(why), List.of(), Map.of());
    }
    try (Deadline deadline = resources.deadlines().start(limit)) {
      AttemptContext context =
          new AttemptContext(
              scheduler.clock(),
              deadline,
              resources.calls(),
              spec::withoutSecrets,
              previous,
              silence,
              spec.zone(),
              members);
      CheckResult result;
      try {
        result =
            requireNonNull(spec.check().run(context), "the check returned no result")
                .withTexts(context::shown);
      } catch (Throwable e) { // whatever a check does, the site continues and the run is judged
        Optional<Shortage> lacking = resources.shortages().behind(e);
        if (lacking.isPresent()) {
          return AttemptResult.lacking(lacking.get(), e, context);
        }
        result = CheckResult.fail(context.shown(reason(e, deadline, limit, context)));
        if (e instanceof Error) {
          LOG.error(
              "check {} failed with an internal error",
              spec.name(),
              LoggedThrowable.copy(e, context));
        } else if (LOG.isDebugEnabled()) {
          LOG.debug("check {} threw", spec.name(), LoggedThrowable.copy(e, context));
        }
      }
      return AttemptResult.of(result, context.lines(), context.phases());
    } catch (OutOfMemoryError e) { // the watchdog has no thread
      return AttemptResult.lacking(
          resources.shortages().behind(e).orElse(Shortage.MEMORY), e, null);
    }
  }

  private static String reason(
      Throwable e, Deadline deadline, Duration limit, AttemptContext context) {
    if (deadline.passed()) {
      String last = context.lastPhase();
      return "no answer within "
          + seconds(limit)
          + " s"
          + (last == null ? "" : " (after " + last + ")");
    }
    String message = e.getMessage();
    boolean bare = e instanceof FileSystemException f && f.getReason() == null; // only the path
    if (message == null || message.isBlank() || bare || e instanceof Error) {
      return e.toString();
    }
    return message;
  }

  private static String seconds(Duration d) {
    return java.math.BigDecimal.valueOf(d.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /**
   * The result of a run.
   *
   * @param result its outcome
   * @param run what is kept of the run
   * @param shortage what the monitor was short of, so that the run says nothing; null if nothing
   */
  record AttemptResult(CheckResult result, CheckState.Run run, @Nullable Shortage shortage) {

    static AttemptResult lacking(Shortage what, Throwable e, @Nullable AttemptContext context) {
      List<String> log = new ArrayList<>(context == null ? List.of() : context.lines());
      log.add(context == null ? e.toString() : context.shown(e.toString()));
      CheckState.Run run =
          new CheckState.Run(
              Verdict.UNKNOWN,
              Shortages.inShort(what),
              null,
              log,
              context == null ? Map.of() : context.phases(),
              Map.of());
      return new AttemptResult(CheckResult.unreachable(List.of()), run, what);
    }

    static AttemptResult of(CheckResult r, List<String> log, Map<String, Duration> phases) {
      return new AttemptResult(
          r,
          new CheckState.Run(
              r.verdict(),
              r.reason().orElse(null),
              r.level().orElse(null),
              log,
              phases,
              r.details()),
          null);
    }

    /** Returns this with another outcome, found in the same run. */
    AttemptResult judgedAs(CheckResult other) {
      return other == result ? this : of(other, run.log(), run.phases());
    }

    AttemptResult withLine(String line) {
      List<String> log = new ArrayList<>(run.log());
      log.add(line);
      return new AttemptResult(
          result,
          new CheckState.Run(
              run.verdict(), run.reason(), run.level(), log, run.phases(), run.details()),
          shortage);
    }
  }
}
