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

/** Runs the command line {@code fletchck}; the process exits with the code of the command. */
@Command(
    name = "fletchck",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Monitors services: checks run on schedules, actions notify people of changes.",
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
      "Without a command, 'fletchck run' is assumed: --config=FILE, --port=N, --webui=false and"
          + " --init work as in the original, also with one dash.",
      "Exit codes: 0 done, 2 bad input or not all pass, 1 internal error, 3 out of memory; 'check'"
          + " has its own."
    })
public final class Main implements Runnable {

  /** Exit code that the launcher makes the JVM use, too, when it is out of memory. */
  private static final int FAULT = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description =
          "Print the stack traces of internal errors, and of exceptions in checks and actions.")
  private boolean verbose;

  private Main() {}

  /** Starts the command line with the arguments of the process. */
  public static void main(String[] args) {
    CommandLine commandLine = commandLine().setOut(utf8(FileDescriptor.out));
    try {
      System.exit(execute(commandLine.setErr(utf8(FileDescriptor.err)), args));
    } catch (Error e) { // other threads would keep the useless process
      e.printStackTrace();
      Runtime.getRuntime().halt(FAULT);
    }
  }

  /** Prints names of checks as they are in the file, whatever the locale of a service is. */
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

  /** Help contains nothing from outside, so it may be in colour. */
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
        spec.commandLine(), "no command given; 'fletchck --help' lists them");
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
