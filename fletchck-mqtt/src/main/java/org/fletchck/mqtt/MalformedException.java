package org.fletchck.mqtt;

/** Thrown for a malformed message, with a human-readable reason. */
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }
}
