package org.fletchck.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
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

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Screen screen;
  private final boolean traces;

  private Logging(Screen screen, boolean traces) {
    this.screen = screen;
    this.traces = traces;
  }

  /**
   * Sends everything that is logged from now on to a screen.
   *
   * @param traces whether the stack traces of exceptions are shown too
   */
  static void to(Screen screen, boolean traces) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new Logging(screen, traces));
    OURS.setLevel(null);
  }

  /** Shows also what fletchck itself does from now on: logins, edits, steps of a protocol. */
  static void tellMore() {
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
    } else {
      screen.info(text);
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
