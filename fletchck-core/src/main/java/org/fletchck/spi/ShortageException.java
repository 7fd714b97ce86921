package org.fletchck.spi;

import java.io.IOException;

/**
 * Thrown by a check or action that detects that the monitor itself has run out of a resource, for
 * example from the output of a program that it started. The run is then not judged. Java's own
 * exceptions for this need not be translated: they are recognized.
 */
public final class ShortageException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Shortage shortage;

  /** Constructs an exception with a message for people. */
  public ShortageException(Shortage shortage, String message) {
    super(message);
    this.shortage = shortage;
  }

  /** Returns the resource that ran out. */
  public Shortage shortage() {
    return shortage;
  }
}
