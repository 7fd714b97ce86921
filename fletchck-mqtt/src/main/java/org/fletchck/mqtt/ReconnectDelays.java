package org.fletchck.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The delays before reconnecting: twice as long each time, with some randomness. */
final class ReconnectDelays {

  private final Duration first;
  private final Duration most;
  private Duration next;

  ReconnectDelays(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  /**
   * Returns the next delay: up to a quarter shorter, so that clients don't reconnect all at once.
   */
  Duration next() {
    Duration pause = next;
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(most) < 0 ? twice : most;
    return pause.multipliedBy(100 - ThreadLocalRandom.current().nextInt(25)).dividedBy(100);
  }

  /** Starts again with the first delay. */
  void reset() {
    next = first;
  }
}
