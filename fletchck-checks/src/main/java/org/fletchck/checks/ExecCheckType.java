package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Runs any program or monitoring plugin. */
@PluginApi(PluginApi.VERSION)
public final class ExecCheckType implements CheckType {

  /** The program and its arguments, run without a shell: required. */
  public static final Option<List<String>> COMMAND =
      Option.list("command", "The program and its arguments, run without a shell")
          .guarded()
          .check(ExecCheckType::checkCommand)
          .required();

  /** The time limit of one attempt, everything included: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether a warning passes or fails: {@code pass} by default. */
  public static final Option<String> WARNING =
      Option.choice("warning", "Whether a warning (exit code 1) passes or fails", "pass", "fail")
          .orElse("pass");

  /** The label of the performance data value shown as level. */
  public static final Option<String> LEVEL =
      Option.text("level", "Label of the performance data value shown as level");

  private static void checkCommand(List<String> command) {
    boolean named = !command.isEmpty() && !command.get(0).isBlank();
    if (!named || command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException(
          "expected a program and its arguments such as [\"check_load\", \"-c\", \"9,9,9\"]");
    }
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public String summary() {
    return "Runs a monitoring plugin (Nagios, Icinga) or other program, and judges its exit code.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COMMAND, TIMEOUT, WARNING, LEVEL);
  }

  @Override
  public Check create(Options options) {
    return new ExecCheck(
        new PluginProgram(options.get(COMMAND), Map.of(), options.folder()),
        options.get(WARNING).equals("fail"),
        options.find(LEVEL).orElse(null),
        options.get(TIMEOUT));
  }
}
