package org.fletchck.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Prints log entries as single lines; warnings and errors, unless more is enabled. */
final class Logging extends Handler {

  /** Referenced here because a logger without references loses its level. */
  private static final Logger OURS = Logger.getLogger("org.fletchck");

  /** Loggers of what checks and actions throw; they show more if stack traces are shown. */
  private static final List<Logger> THROWN =
      List.of(
          Logger.getLogger("org.fletchck.internal.run.CheckAttempts"),
          Logger.getLogger("org.fletchck.internal.notify.Sender"));

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Console screen;
  private final boolean traces;

  private Logging(Console screen, boolean traces) {
    this.screen = screen;
    this.traces = traces;
  }

  /**
   * Prints everything that is logged from now on to a console.
   *
   * @param traces whether to show stack traces, also of what checks and actions throw, which is
   *     otherwise reported without
   */
  static void to(Console screen, boolean traces) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new Logging(screen, traces));
    OURS.setLevel(null);
    THROWN.forEach(logger -> logger.setLevel(traces ? Level.FINE : null));
  }

  /** Also shows what fletchck itself does from now on: logins, edits, steps of a protocol. */
  static void enableInfo() {
    OURS.setLevel(Level.INFO);
  }

  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) {
      return;
    }
    Throwable thrown = entry.getThrown();
    String text = formatter.formatMessage(entry) + (thrown == null ? "" : ": " + thrown);
    if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
      screen.error(text);
    } else if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      screen.warn(text);
    } else if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
      screen.info(text);
    } else {
      screen.debug(text);
    }
    if (traces && thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      screen.trace(trace.toString());
    }
  }

  @Override
  public void flush() {
    // each line is flushed
  }

  @Override
  public void close() {
    // the streams belong to the process
  }
}
