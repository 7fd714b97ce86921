package org.fletchck.mqtt;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Logs the mistakes of others once per topic or name, as printable text; stops after many of them,
 * since a sender of nonsense under ever new names would fill the log.
 */
final class OnceLog {

  /** The maximum number that is remembered and logged. */
  static final int MOST = 1_000;

  private static final int LONGEST = 200;

  private final Consumer<String> log;
  private final Set<String> logged = new HashSet<>();

  OnceLog(Consumer<String> log) {
    this.log = log;
  }

  /** Logs a problem with a topic or a name, unless one was logged before. */
  synchronized void warn(String what, String about, String problem) {
    if (logged.size() > MOST) {
      return;
    }
    String subject = what + " " + VisibleText.line(about, LONGEST);
    if (!logged.add(subject)) {
      return;
    }
    if (logged.size() > MOST) {
      log.accept("mqtt: problems with further topics and names aren't logged");
    } else {
      log.accept("mqtt: " + subject + ": " + problem);
    }
  }
}
