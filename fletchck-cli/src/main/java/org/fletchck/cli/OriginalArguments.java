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

  /** Puts {@code run} before options that stand without a command. */
  static String[] asCommand(String... args) {
    boolean ours = args.length > 0 && (!args[0].startsWith("-") || OURS.contains(args[0]));
    boolean onlyVerbose = args.length == 1 && (args[0].equals("-v") || args[0].equals("--verbose"));
    if (ours && !onlyVerbose) {
      return args;
    }
    List<String> command = new ArrayList<>(List.of("run"));
    for (String arg : args) {
      command.add(arg.startsWith("-") ? option(arg) : arg);
    }
    return command.toArray(String[]::new);
  }

  private static String option(String arg) {
    String text = arg.replaceFirst("^--?", "");
    String name = text.replaceFirst("=.*", "");
    if (name.equals("init") || name.equals("merge")) {
      throw new InputException(
          arg
              + ": this version has no '"
              + (name.equals("init") ? "init" : "import")
              + "' yet; write the site file by hand, and look at it with 'fletchck validate'");
    }
    return OF_RUN.contains(name) ? "--" + text : arg;
  }
}
