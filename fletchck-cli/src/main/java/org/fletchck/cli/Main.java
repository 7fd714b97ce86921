package org.fletchck.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the command line {@code fletchck}; the process ends with the code of the command. */
@Command(
    name = "fletchck",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Monitors services: checks run on schedules, actions tell somebody of a change.")
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Starts the command line with the arguments of the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "A command is missing; 'fletchck --help' lists them.");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"fletchck " + (version == null ? "(not packaged)" : version)};
    }
  }
}
