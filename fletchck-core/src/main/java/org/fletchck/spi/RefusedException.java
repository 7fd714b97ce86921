package org.fletchck.spi;

/** Thrown if a notification was refused permanently, so that another attempt can't succeed. */
public class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Constructs an exception with the answer of the service, which must not contain secrets. */
  public RefusedException(String message) {
    super(message);
  }

  /**
   * Constructs an exception with the answer of the service, which must not contain secrets, and a
   * cause.
   */
  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
