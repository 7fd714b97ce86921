package org.fletchck;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fletchck.RunReport.Outcome;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.MemberState;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;

/** Runs the members of a sequence, by priority, then as they are listed. */
final class Members {

  private final Runner runner;
  private final Plan plan;

  Members(Runner runner, Plan plan) {
    this.runner = runner;
    this.plan = plan;
  }

  /** Runs members of a check and returns their states in the order of the runs. */
  List<MemberState> run(Spec holder, List<String> names, Asked asked) {
    List<String> valid = plan.graph().members(holder.name());
    Comparator<String> byPriority =
        Comparator.comparingInt(
            name -> plan.check(name).map(c -> c.spec().config().priority()).orElse(0));
    return names.stream()
        .distinct()
        .filter(name -> valid.contains(name) || !plan.checks().containsKey(name)) // no cycles
        .sorted(byPriority)
        .map(name -> run(name, asked))
        .toList();
  }

  private MemberState run(String name, Asked asked) {
    Watched member = plan.checks().get(name);
    if (member == null) {
      List<String> why = List.of("there is no check of this name");
      return new MemberState(name, "unknown", Status.UNREACHABLE, null, why);
    }
    RunReport report = runner.run(member, asked);
    if (report.outcome() == Outcome.TO_REPEAT && asked.holder() != null) {
      asked.holder().want();
    }
    CheckState state = report.state();
    boolean inert = report.outcome() == Outcome.INERT;
    return new MemberState(
        name,
        report.type(),
        inert ? Status.UNREACHABLE : state.status(),
        state.lastRun().level(),
        inert ? List.of("its configuration is not valid") : linesOf(state.lastRun()));
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
