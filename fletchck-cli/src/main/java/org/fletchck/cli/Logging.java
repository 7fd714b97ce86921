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

/** Shows what is logged, warnings and worse, as single lines. */
final class Logging extends Handler {

  /** Held here, for a logger that nobody holds forgets its level. */
  private static final Logger OURS = Logger.getLogger("org.fletchck");

  /** Of these, more is shown where stack traces are: what checks and actions throw. */
  private static final List<Logger> THROWN =
      List.of(
          Logger.getLogger("org.fletchck.CheckAttempts"), Logger.getLogger("org.fletchck.Sender"));

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Console screen;
  private final boolean traces;

  private Logging(Console screen, boolean traces) {
    this.screen = screen;
    this.traces = traces;
  }

  /**
   * Sends everything that is logged from now on to a screen.
   *
   * @param traces whether the stack traces of exceptions are shown too, and what checks and actions
   *     throw, which is said without them else
   */
  static void to(Console screen, boolean traces) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new Logging(screen, traces));
    OURS.setLevel(null);
    THROWN.forEach(logger -> logger.setLevel(traces ? Level.FINE : null));
  }

  /** Shows also what fletchck itself does from now on: logins, edits, steps of a protocol. */
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
