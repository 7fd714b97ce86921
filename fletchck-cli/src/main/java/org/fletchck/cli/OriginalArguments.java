package org.fletchck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts command lines of the original, which has no commands, to ours, and lets options of a
 * command precede it.
 */
final class OriginalArguments {

  private static final Set<String> OURS =
      Set.of("-h", "--help", "-V", "--version", "-v", "--verbose");
  private static final Set<String> OF_ORIGINAL = Set.of("config", "webui", "port");

  /** Options with a separate value that may precede the command. */
  private static final Set<String> WITH_VALUE = Set.of("--config", "--state", "--port");

  private OriginalArguments() {}

  /**
   * Puts the command first; {@code run}, or {@code init}, if there is none.
   *
   * @param commands the names of all commands
   */
  static String[] asCommand(Set<String> commands, String... args) {
    int command = commandIn(commands, args);
    if (command >= 0) {
      List<String> ordered = new ArrayList<>(List.of(args[command]));
      for (int i = 0; i < args.length; i++) {
        if (i != command) {
          ordered.add(i < command && args[i].startsWith("-") ? option(args[i]) : args[i]);
        }
      }
      return ordered.toArray(String[]::new);
    }
    boolean ours = args.length > 0 && (!args[0].startsWith("-") || OURS.contains(args[0]));
    boolean onlyVerbose = args.length == 1 && (args[0].equals("-v") || args[0].equals("--verbose"));
    if (ours && !onlyVerbose) {
      return args;
    }
    boolean init = List.of(args).stream().anyMatch(arg -> arg.matches("--?init"));
    List<String> made = new ArrayList<>(List.of(init ? "init" : "run"));
    for (String arg : args) {
      if (!arg.matches("--?init")) {
        made.add(arg.startsWith("-") ? option(arg) : arg);
      }
    }
    return made.toArray(String[]::new);
  }

  /** Returns the index of a command that follows options; negative if there is none. */
  private static int commandIn(Set<String> commands, String... args) {
    int first = 0;
    while (first < args.length && args[first].startsWith("-")) {
      first += WITH_VALUE.contains(args[first]) ? 2 : 1;
    }
    return first < args.length && commands.contains(args[first]) ? first : -1;
  }

  private static String option(String arg) {
    String text = arg.replaceFirst("^--?", "");
    String name = text.replaceFirst("=.*", "");
    if (name.equals("merge")) {
      throw new InputException(
          arg
              + ": this version has no 'import' yet; write the site file by hand, and check it with"
              + " 'fletchck validate'");
    }
    return OF_ORIGINAL.contains(name) ? "--" + text : arg;
  }
}
