package org.fletchck.spi;

/** Says that a notification was refused for good, so that sending it again can't help. */
public class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes one with the answer of the service, free of secrets. */
  public RefusedException(String message) {
    super(message);
  }

  /** Makes one with the answer of the service, free of secrets, and what caused it. */
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
