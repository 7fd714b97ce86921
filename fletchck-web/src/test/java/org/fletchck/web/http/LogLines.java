package org.fletchck.web.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sees what a class logs, and keeps it off the screen. */
public final class LogLines extends Handler implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  /** Begins to see. */
  public LogLines(Class<?> logging) {
    logger = Logger.getLogger(logging.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
    logger.setLevel(Level.INFO);
  }

  /** Returns what was logged, with the exception's text. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord entry) {
    String thrown = entry.getThrown() == null ? "" : ": " + entry.getThrown();
    lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry) + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
