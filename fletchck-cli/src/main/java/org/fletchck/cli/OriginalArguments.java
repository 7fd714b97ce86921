package org.fletchck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns command lines of the original, which has no commands, into ours. */
final class OriginalArguments {

  private static final Set<String> OURS =
      Set.of("-h", "--help", "-V", "--version", "-v", "--verbose");
  private static final Set<String> OF_RUN = Set.of("config", "webui", "port");

  private OriginalArguments() {}

  /** Puts {@code run}, or {@code init}, before options that stand without a command. */
  static String[] asCommand(String... args) {
    boolean ours = args.length > 0 && (!args[0].startsWith("-") || OURS.contains(args[0]));
    boolean onlyVerbose = args.length == 1 && (args[0].equals("-v") || args[0].equals("--verbose"));
    if (ours && !onlyVerbose) {
      return args;
    }
    boolean init = List.of(args).stream().anyMatch(arg -> arg.matches("--?init"));
    List<String> command = new ArrayList<>(List.of(init ? "init" : "run"));
    for (String arg : args) {
      if (!arg.matches("--?init")) {
        command.add(arg.startsWith("-") ? option(arg) : arg);
      }
    }
    return command.toArray(String[]::new);
  }

  private static String option(String arg) {
    String text = arg.replaceFirst("^--?", "");
    String name = text.replaceFirst("=.*", "");
    if (name.equals("merge")) {
      throw new InputException(
          arg
              + ": this version has no 'import' yet; write the site file by hand, and look at it"
              + " with 'fletchck validate'");
    }
    return OF_RUN.contains(name) ? "--" + text : arg;
  }
}
