package org.fletchck.checks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What has been heard of an answer on a serial port, and how long to listen. Filled by the thread
 * of the exchange; the thread of the run tells of it when that one hangs.
 */
final class SerialAnswer {

  private final Path port;
  private final Duration limit;
  private final long end;
  private String received = "";

  /**
   * Begins to listen.
   *
   * @param left the time until the deadline
   * @param limit the time as the user knows it, for messages
   */
  SerialAnswer(Path port, Duration left, Duration limit) {
    this.port = port;
    this.limit = limit;
    Duration time = left.compareTo(limit) < 0 ? left : limit;
    end = System.nanoTime() + time.toNanos();
  }

  /** Returns what was heard and not taken yet. */
  synchronized String received() {
    return received;
  }

  synchronized void hear(String text) {
    received += text;
  }

  /** Forgets so many of the first characters. */
  synchronized void take(int count) {
    received = received.substring(count);
  }

  /** Returns for how long the time has been over; negative before. */
  Duration overdue() {
    return Duration.ofNanos(System.nanoTime() - end);
  }

  /** Throws if the time is over. */
  void check() throws NoAnswerException {
    if (!overdue().isNegative()) {
      throw noAnswer();
    }
  }

  /** Returns the failure, which tells what was heard so far. */
  synchronized NoAnswerException noAnswer() {
    String within = "answer within " + ValueTexts.seconds(limit) + " from the UPS on " + port;
    return new NoAnswerException(
        received.isEmpty()
            ? "no " + within
            : "only half an " + within + ": \"" + ValueTexts.clean(received, 60) + '"');
  }
}
