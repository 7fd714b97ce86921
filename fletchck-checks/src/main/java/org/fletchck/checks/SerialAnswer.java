package org.fletchck.checks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What has been received of an answer on a serial port, and how long to wait for the rest. Filled
 * by the thread of the exchange; the thread of the run reports it if that one hangs.
 */
final class SerialAnswer {

  private final Path port;
  private final Duration limit;
  private final long end;
  private String received = "";

  /**
   * Starts waiting.
   *
   * @param left the time until the deadline
   * @param limit the limit as the user knows it, also for messages
   */
  SerialAnswer(Path port, Duration left, Duration limit) {
    this.port = port;
    this.limit = limit;
    Duration time = left.compareTo(limit) < 0 ? left : limit;
    end = System.nanoTime() + time.toNanos();
  }

  /** Returns what was received and not taken yet. */
  synchronized String received() {
    return received;
  }

  synchronized void hear(String text) {
    received += text;
  }

  /** Removes this many characters from the beginning. */
  synchronized void take(int count) {
    received = received.substring(count);
  }

  /** Returns how long ago the time ran out; negative if it hasn't yet. */
  Duration overdue() {
    return Duration.ofNanos(System.nanoTime() - end);
  }

  /** Throws if the time has run out. */
  void check() throws NoAnswerException {
    if (!overdue().isNegative()) {
      throw noAnswer();
    }
  }

  /** Returns the failure, which says what was received so far. */
  synchronized NoAnswerException noAnswer() {
    String within = "answer within " + ValueTexts.seconds(limit) + " from the UPS on " + port;
    return new NoAnswerException(
        received.isEmpty()
            ? "no " + within
            : "only an incomplete " + within + ": \"" + ValueTexts.clean(received, 60) + '"');
  }
}
