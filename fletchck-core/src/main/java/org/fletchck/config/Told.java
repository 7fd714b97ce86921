package org.fletchck.config;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file can't be used. */
final class Told {

  private Told() {}

  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return String.valueOf(e.getMessage());
  }
}
