package org.fletchck.spi;

/**
 * Something wrong with a configuration or a plugin, as a value: problems are collected and shown
 * together.
 *
 * @param severity how bad it is
 * @param path where it is, such as {@code checks."Home Cert".options.port} or the jar of a plugin;
 *     empty for the whole
 * @param message what is wrong
 * @param remedy what would work; empty if the message says it all
 */
public record Problem(Severity severity, String path, String message, String remedy) {

  /** How bad a problem is. */
  public enum Severity {
    /** What it is about can't be used. */
    ERROR,
    /** What it is about can be used, but may not do what was meant. */
    WARNING
  }

  /** Makes an error. */
  public static Problem error(String path, String message, String remedy) {
    return new Problem(Severity.ERROR, path, message, remedy);
  }

  /** Makes a warning. */
  public static Problem warning(String path, String message, String remedy) {
    return new Problem(Severity.WARNING, path, message, remedy);
  }

  /** Tells whether this is an error. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the problem as one line. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + message + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
