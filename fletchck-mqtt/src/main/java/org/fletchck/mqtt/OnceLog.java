package org.fletchck.mqtt;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Logs what others do wrong once for each topic or name, in words that can be shown; after many of
 * them no more, for whoever sends nonsense under ever new names would fill the log.
 */
final class OnceLog {

  /** More than these are not remembered, and not logged. */
  static final int MOST = 1_000;

  private static final int LONGEST = 200;

  private final Consumer<String> log;
  private final Set<String> logged = new HashSet<>();

  OnceLog(Consumer<String> log) {
    this.log = log;
  }

  /** Logs what is wrong about a topic or a name, unless it was done before. */
  synchronized void warn(String what, String about, String problem) {
    if (logged.size() > MOST) {
      return;
    }
    String subject = what + " " + VisibleText.line(about, LONGEST);
    if (!logged.add(subject)) {
      return;
    }
    if (logged.size() > MOST) {
      log.accept("mqtt: what is wrong with more topics and names isn't logged");
    } else {
      log.accept("mqtt: " + subject + ": " + problem);
    }
  }
}
