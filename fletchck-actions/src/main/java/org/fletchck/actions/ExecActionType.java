package org.fletchck.actions;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Passes notifications to a program of the user's own. */
@PluginApi(PluginApi.VERSION)
public final class ExecActionType implements ActionType {

  /** The program and its arguments: required. */
  public static final Option<List<String>> COMMAND =
      Option.list("command", "The program and its arguments, run without a shell")
          .guarded()
          .check(ExecActionType::checkCommand)
          .required();

  /** The time limit of one attempt: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  private static void checkCommand(List<String> command) {
    boolean named = !command.isEmpty() && !command.get(0).isBlank();
    if (!named || command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException(
          "expected a program and its arguments such as [\"./notify-me\", \"alice\"]");
    }
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public String summary() {
    return "Runs a program, with the notification as JSON on standard input.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COMMAND, TIMEOUT);
  }

  @Override
  public Action create(Options options) {
    return new ExecAction(
        new ActionProgram(
            options.get(COMMAND),
            options.folder(),
            "give its path, and each argument as a separate item"));
  }
}
