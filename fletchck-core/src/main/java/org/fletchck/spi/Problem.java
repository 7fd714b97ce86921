package org.fletchck.spi;

/**
 * A problem with a configuration or a plugin. Problems are collected and shown together.
 *
 * @param severity how serious it is
 * @param path where it is, such as {@code checks."Home Cert".options.port} or the jar of a plugin;
 *     empty for the whole
 * @param message what is wrong
 * @param remedy what would work; empty if the message is enough
 */
public record Problem(Severity severity, String path, String message, String remedy) {

  /** How serious a problem is. */
  public enum Severity {
    /** The check, action, plugin or setting can't be used. */
    ERROR,
    /** It can be used, but may not do what was intended. */
    WARNING
  }

  /** Creates an error. */
  public static Problem error(String path, String message, String remedy) {
    return new Problem(Severity.ERROR, path, message, remedy);
  }

  /** Creates a warning. */
  public static Problem warning(String path, String message, String remedy) {
    return new Problem(Severity.WARNING, path, message, remedy);
  }

  /** Returns whether this is an error. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Returns the problem as one line. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + message + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
