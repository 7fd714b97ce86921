package org.fletchck.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.state.RunReport;

/**
 * Formats the result of a run on request.
 *
 * @param report the run
 * @param problems the problems of the check's configuration
 */
record RunOutput(RunReport report, List<Problem> problems) {

  /** Returns the exit code that monitoring plugins use. */
  int exitCode() {
    if (report.passed()) {
      return 0;
    }
    return report.failed() ? 2 : CheckCommand.UNKNOWN;
  }

  /** Returns a line with the verdict, then what led to it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String name = report.check() + " (" + report.type() + ")";
    lines.add(word() + " " + name + ": " + Phrases.oneLine(summary()));
    if (report.outcome() == RunReport.Outcome.MISCONFIGURED) {
      problems.forEach(problem -> lines.add("  " + Problems.line(problem)));
    }
    if (hasRun()) {
      CheckState.Run run = report.state().lastRun();
      if (!run.phases().isEmpty()) {
        List<String> phases = new ArrayList<>();
        run.phases().forEach((phase, took) -> phases.add(phase + " " + millis(took) + " ms"));
        lines.add("  phases: " + String.join(", ", phases));
      }
      run.log().forEach(line -> lines.add("  " + line.replaceAll("\\R", "\n  ")));
    }
    return lines;
  }

  Map<String, Object> json() {
    CheckState.Run run = report.state().lastRun();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", report.check());
    values.put("type", report.type());
    values.put("verdict", word());
    values.put("summary", summary());
    values.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    values.put("status", report.state().status().name());
    if (hasRun()) {
      values.put("level", run.level());
      values.put("reason", run.reason());
      values.put("blockedBy", report.state().blockedBy());
      values.put("trustFailure", report.state().trustFailure());
      values.put("members", report.state().members());
      values.put("milliseconds", millis(report.took()));
      Map<String, Object> phases = new LinkedHashMap<>();
      run.phases().forEach((phase, took) -> phases.put(phase, millis(took)));
      values.put("phases", phases);
      values.put("details", run.details());
      values.put("log", run.log());
    }
    values.put("problems", problems.stream().map(Problems::json).toList());
    return values;
  }

  private boolean hasRun() {
    return report.outcome() == RunReport.Outcome.RAN
        || report.outcome() == RunReport.Outcome.UNKNOWN
        || report.outcome() == RunReport.Outcome.TO_REPEAT;
  }

  private String word() {
    if (report.passed()) {
      return "PASS";
    }
    if (report.failed()) {
      return "FAIL";
    }
    return switch (report.outcome()) {
      case PAUSED -> "PAUSED";
      case MISCONFIGURED -> "INVALID";
      case UNKNOWN -> "UNKNOWN";
      default -> "UNREACHABLE";
    };
  }

  private String summary() {
    CheckState state = report.state();
    return switch (report.outcome()) {
      case BLOCKED -> "because of " + state.blockedBy();
      case PAUSED -> "not run because it is paused";
      case MISCONFIGURED -> "not run because its configuration is not valid";
      case GONE -> report.decision();
      case RAN, TO_REPEAT, UNKNOWN -> found(state);
    };
  }

  private static String found(CheckState state) {
    List<String> parts = new ArrayList<>();
    if (state.lastRun().level() != null) {
      parts.add(state.lastRun().level());
    }
    if (state.lastRun().reason() != null) {
      parts.add(state.lastRun().reason());
    } else if (state.status() == Status.UNREACHABLE) {
      parts.add("because of " + state.blockedBy());
    }
    return parts.isEmpty() ? "ok" : String.join("; ", parts);
  }

  /** Returns milliseconds with one decimal place. */
  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e5) / 10.0;
  }
}
