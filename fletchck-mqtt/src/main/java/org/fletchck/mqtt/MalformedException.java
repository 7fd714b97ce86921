package org.fletchck.mqtt;

/** A message is not what it should be; says why in words for people. */
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }
}
