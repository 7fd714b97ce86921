package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Verdict;
import org.fletchck.state.RunReport;

/** Describes the outcome of a requested run. */
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
      case TO_REPEAT -> "failed; it runs again before the failure counts";
      case UNKNOWN -> "not judged, because fletchck itself is short of a resource";
      case BLOCKED -> "not run, because of " + (blocker == null ? "a dependency" : blocker);
      case PAUSED -> "not run, because it is paused";
      case MISCONFIGURED -> "not run, because it is misconfigured";
      case GONE -> "not counted, because it was changed or removed in the meantime";
    };
  }

  private static String verdict(RunReport report) {
    Verdict verdict = report.state().lastRun().verdict();
    return verdict == null
        ? "ran"
        : verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
