package org.fletchck.internal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.plan.ResolvedCheck;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;

/**
 * Runs the members of a sequence, by priority, then in the order listed, and knows afterwards which
 * of them can't be judged.
 */
final class MemberRuns {

  private final CheckRunner runner;
  private final Supplier<Plan> current;
  private final Map<String, Status> found = new LinkedHashMap<>();

  MemberRuns(CheckRunner runner, Supplier<Plan> current) {
    this.runner = runner;
    this.current = current;
  }

  /** Runs members of a check and returns their states in the order of the runs. */
  List<MemberState> run(ResolvedCheck holder, List<String> names, RunRequest request) {
    Plan plan = current.get();
    found.clear();
    List<String> valid = plan.graph().members(holder.name());
    Comparator<String> byPriority =
        Comparator.comparingInt(
            name -> plan.check(name).map(c -> c.spec().config().priority()).orElse(0));
    List<MemberState> states = new ArrayList<>();
    names.stream()
        .distinct()
        .filter(name -> valid.contains(name) || !plan.checks().containsKey(name)) // no cycles
        .sorted(byPriority)
        .forEachOrdered(name -> states.add(run(plan, name, request)));
    states.forEach(member -> found.put(member.name(), member.status()));
    return states;
  }

  /**
   * Returns the result, but doesn't treat a failing member that can't be judged now as passing: it
   * stays among the failing ones until it passes, and by itself makes the check unreachable.
   */
  CheckResult keepUnjudged(CheckState known, CheckResult result) {
    boolean namesNone = result.members().isEmpty();
    if (known.judged() != Status.FAIL
        || result.verdict() == Verdict.UNKNOWN
        || (result.verdict() == Verdict.FAILED && namesNone)) {
      return result;
    }
    List<String> kept = found.keySet().stream().filter(m -> isUnjudged(m, known)).toList();
    if (kept.isEmpty()) {
      return result;
    }
    return namesNone
        ? CheckResult.unreachable(kept)
        : result.withFailing(
            found.keySet().stream()
                .filter(m -> kept.contains(m) || result.members().contains(m))
                .toList());
  }

  private boolean isUnjudged(String member, CheckState known) {
    Status status = found.get(member);
    return known.members().contains(member)
        && (status == Status.UNREACHABLE || status == Status.PAUSED);
  }

  private MemberState run(Plan plan, String name, RunRequest request) {
    MonitoredCheck member = plan.checks().get(name);
    if (member == null) {
      List<String> why = List.of("there is no check of this name");
      return new MemberState(name, "unknown", Status.UNREACHABLE, null, why);
    }
    RunReport report = runner.run(member, request);
    if (report.outcome() == Outcome.TO_REPEAT && request.holder() != null) {
      request.holder().want();
    }
    CheckState state = report.state();
    boolean misconfigured = report.outcome() == Outcome.MISCONFIGURED;
    return new MemberState(
        name,
        report.type(),
        misconfigured ? Status.UNREACHABLE : state.status(),
        state.lastRun().level(),
        misconfigured ? List.of("its configuration is not valid") : linesOf(state.lastRun()));
  }

  /** A check that threw may have logged nothing, so the cause of a failure comes first. */
  private static List<String> linesOf(CheckState.Run run) {
    String reason = run.reason();
    if (run.verdict() != Verdict.FAILED || reason == null || run.log().contains(reason)) {
      return run.log();
    }
    return Stream.concat(Stream.of(reason), run.log().stream()).toList();
  }
}
