package org.fletchck.checks;

import java.io.IOException;

/** A UPS did not answer in time, or with half an answer only. */
final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
