package org.fletchck.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Runs the command line {@code fletchck}; the process ends with the code of the command. */
@Command(
    name = "fletchck",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Monitors services: checks run on schedules, actions tell somebody of a change.",
    subcommands = {
      RunCommand.class,
      InitCommand.class,
      CheckCommand.class,
      NotifyCommand.class,
      OutboxCommand.class,
      ValidateCommand.class,
      NextCommand.class,
      HistoryCommand.class,
      TypesCommand.class,
      SchemaCommand.class,
      DemoCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Without a command it is 'fletchck run': --config=FILE, --port=N, --webui=false and --init"
          + " work as in the original, also with one dash.",
      "Exit codes: 0 done, 2 bad input or not all pass, 1 a fault of fletchck, 3 out of memory;"
          + " 'check' has its own."
    })
public final class Main implements Runnable {

  /** What the JVM ends with too when its memory is used up, as the launcher tells it. */
  private static final int FAULT = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show where internal errors, and what checks and actions throw, come from.")
  private boolean verbose;

  private Main() {}

  /** Starts the command line with the arguments of the process. */
  public static void main(String[] args) {
    CommandLine commandLine = commandLine().setOut(utf8(FileDescriptor.out));
    try {
      System.exit(execute(commandLine.setErr(utf8(FileDescriptor.err)), args));
    } catch (Error e) { // other threads would keep the process, which does nothing more
      e.printStackTrace();
      Runtime.getRuntime().halt(FAULT);
    }
  }

  /** Names of checks come out as they stand in the file, whatever the locale of a service is. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  static CommandLine commandLine() {
    CommandFailures failures = new CommandFailures();
    return new CommandLine(new Main())
        .setExecutionStrategy(Main::executed)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Help is made of nothing from outside, and may be in colour. */
  private static int executed(ParseResult parsed) {
    parsed.asCommandLineList().stream()
        .filter(CommandLine::isUsageHelpRequested)
        .forEach(command -> command.setOut(PlainOutput.unfiltered(command.getOut())));
    return new CommandLine.RunLast().execute(parsed);
  }

  static int execute(CommandLine commandLine, String... args) {
    commandLine.setOut(new PlainOutput(commandLine.getOut()));
    commandLine.setErr(new PlainOutput(commandLine.getErr()));
    try {
      return commandLine.execute(
          OriginalArguments.asCommand(commandLine.getSubcommands().keySet(), args));
    } catch (InputException e) {
      commandLine.getErr().println("fletchck: " + e.getMessage());
      return 2;
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "A command is missing; 'fletchck --help' lists them.");
  }

  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return "fletchck " + (version == null ? "(not packaged)" : version);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
