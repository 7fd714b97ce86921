package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.RunReport;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;

/** Says what came of a run that was asked for. */
final class RunText {

  private RunText() {}

  static RunOutcome of(RunReport report, String back) {
    CheckState.Run run = report.state().lastRun();
    List<String> lines = new ArrayList<>();
    boolean ran =
        report.outcome() == RunReport.Outcome.RAN
            || report.outcome() == RunReport.Outcome.UNKNOWN
            || report.outcome() == RunReport.Outcome.TO_REPEAT;
    if (ran && run.reason() != null) {
      lines.add(run.reason());
    }
    if (!report.decision().isEmpty()) {
      lines.add(report.decision());
    }
    if (ran) {
      run.log().stream().filter(line -> !lines.contains(line)).forEach(lines::add);
    }
    return new RunOutcome(report.passed(), report.check() + ": " + headline(report), lines, back);
  }

  private static String headline(RunReport report) {
    String blocker = report.state().blockedBy();
    return switch (report.outcome()) {
      case RAN -> verdict(report);
      case TO_REPEAT -> "failed, and is looked at once more before it counts";
      case UNKNOWN -> "can't be judged for want of something of fletchck's own";
      case BLOCKED -> "not run, because of " + (blocker == null ? "a dependency" : blocker);
      case PAUSED -> "not run, because it is paused";
      case MISCONFIGURED -> "not run, because its configuration isn't valid";
      case GONE -> "not run: it was changed or removed meanwhile";
    };
  }

  private static String verdict(RunReport report) {
    Verdict verdict = report.state().lastRun().verdict();
    return verdict == null
        ? "ran"
        : verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
