package org.fletchck.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine;

/** Writes lines that begin with the time of day. Safe for use by several threads. */
final class Console {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;
  private final InstantSource clock;
  private volatile ZoneId zone = ZoneId.systemDefault();

  Console(PrintWriter out, PrintWriter err, boolean colour, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.colour = colour;
    this.clock = clock;
  }

  /**
   * Returns a console for the streams of a command; in colour on a terminal, unless NO_COLOR is
   * set.
   */
  static Console of(CommandLine command) {
    boolean colour = command.getColorScheme().ansi().enabled();
    return new Console(
        PlainOutput.unfiltered(command.getOut()),
        PlainOutput.unfiltered(command.getErr()),
        colour,
        InstantSource.system());
  }

  /** Shows times in this zone from now on. */
  void zone(ZoneId now) {
    zone = now;
  }

  void fail(String text) {
    out.println(line(RED, "FAIL", text));
  }

  void pass(String text) {
    out.println(line(GREEN, "PASS", text));
  }

  /** Prints what the program itself does. */
  void say(String text) {
    out.println(PlainOutput.plain(text));
  }

  /** Prints what the program does, with the time. */
  void info(String text) {
    out.println(line("", "INFO", text));
  }

  void warn(String text) {
    err.println(line("", "WARN", text));
  }

  void error(String text) {
    err.println(line("", "ERROR", text));
  }

  /** Prints details, not among the results. */
  void debug(String text) {
    err.println(line("", "DEBUG", text));
  }

  /** Prints text of several lines. */
  void trace(String lines) {
    err.print(PlainOutput.plain(lines));
    err.flush();
  }

  private String line(String tone, String word, String text) {
    boolean plain = !colour || tone.isEmpty();
    String shown = plain ? word : tone + word + PLAIN;
    String gap = " ".repeat(6 - word.length());
    return TIME.format(clock.instant().atZone(zone))
        + " "
        + shown
        + gap
        + PlainOutput.plain(Phrases.oneLine(text));
  }
}
