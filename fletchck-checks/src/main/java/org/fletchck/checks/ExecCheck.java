package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs a monitoring plugin and judges its exit code.
 *
 * @param program what to run
 * @param failsOnWarning whether a warning fails
 * @param label the performance data value shown as level; null for none
 * @param timeout limit of an attempt, for messages
 */
record ExecCheck(
    PluginProgram program, boolean failsOnWarning, @Nullable String label, Duration timeout)
    implements Check {

  private static final int NOT_STARTED = 126;
  private static final int NOT_FOUND = 127;
  private static final int SIGNALS = 128;
  private static final int LAST_SIGNAL = 64;

  @Override
  public CheckResult run(CheckContext context) throws IOException, InterruptedException {
    PluginProgram.ProgramEnd ended = program.run(context, timeout);
    PluginOutput output = PluginOutput.parse(ended.output());
    context.log(program + " ended with " + meaning(ended.status()));
    if (!output.first().isEmpty()) {
      context.log(output.first());
    }
    output.more().forEach(context::log);
    PluginOutput errors = PluginOutput.parse(ended.errors().replace('|', '/'));
    if (!errors.first().isEmpty()) {
      context.log("error output: " + errors.first());
      errors.more().forEach(context::log);
    }
    if (ended.cut()) {
      context.log("the output was cut off after 64 KiB");
    }
    String said = output.first().isEmpty() ? errors.first() : output.first();
    return withFigures(judge(ended.status(), said, output.isPlugins()), output.figures(), context);
  }

  private CheckResult judge(int status, String said, boolean isPlugin) {
    if (status == NOT_STARTED || status == NOT_FOUND) { // as with shells and env
      String trouble = program.troubleWithFirstLine();
      if (!trouble.isEmpty()) {
        return CheckResult.fail(program + " can't be started: " + trouble);
      }
    }
    if (status == 0) {
      return said.isEmpty() ? CheckResult.pass() : CheckResult.pass(said);
    }
    if (status == 1 && !isPlugin) { // other programs use it for any failure
      return CheckResult.fail(
          program + " ended with status 1" + (said.isEmpty() ? "" : ": " + said));
    }
    if (status == 1 && !failsOnWarning) {
      boolean says = said.toLowerCase(Locale.ROOT).contains("warning");
      return CheckResult.pass(says ? said : said.isEmpty() ? "warning" : "warning: " + said);
    }
    boolean known = status <= 3;
    if (known && !said.isEmpty()) {
      return CheckResult.fail(said);
    }
    return CheckResult.fail(
        program + " ended with " + meaning(status) + (said.isEmpty() ? "" : ": " + said));
  }

  private static String meaning(int status) {
    if (status > SIGNALS && status <= SIGNALS + LAST_SIGNAL) {
      return "signal " + (status - SIGNALS);
    }
    return "status "
        + status
        + switch (status) {
          case 0 -> " (ok)";
          case 1 -> " (warning)";
          case 2 -> " (critical)";
          case 3 -> " (unknown)";
          default -> ", not one of a monitoring plugin (0 to 3)";
        };
  }

  private CheckResult withFigures(
      CheckResult judged, Map<String, String> figures, CheckContext context) {
    CheckResult result = judged;
    for (Map.Entry<String, String> figure : figures.entrySet()) {
      result = result.withDetail(figure.getKey(), figure.getValue());
    }
    @Nullable String level = label == null ? null : figures.get(label);
    if (label != null && level == null) {
      context.log("there is no performance data value " + label + " to show as level");
    }
    return level == null ? result : result.withLevel(PluginOutput.inWords(level));
  }
}
