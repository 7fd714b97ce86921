package org.fletchck.checks;

import java.io.IOException;

/** Thrown when a UPS sends no answer in time, or only an incomplete one. */
final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
