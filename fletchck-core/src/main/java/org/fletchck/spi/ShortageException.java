package org.fletchck.spi;

import java.io.IOException;

/**
 * Thrown by a check or action that sees that the monitor itself lacks something: a program that it
 * started says so, for example. The run is then not judged. Exceptions of Java that say so need not
 * be translated: they are recognized.
 */
public final class ShortageException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Shortage shortage;

  /** Makes one with what was seen, for people. */
  public ShortageException(Shortage shortage, String message) {
    super(message);
    this.shortage = shortage;
  }

  /** Returns what is short. */
  public Shortage shortage() {
    return shortage;
  }
}
