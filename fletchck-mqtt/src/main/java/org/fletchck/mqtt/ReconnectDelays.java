package org.fletchck.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: twice as long each time, and never quite the same. */
final class ReconnectDelays {

  private final Duration first;
  private final Duration most;
  private Duration next;

  ReconnectDelays(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  /** Returns the next pause: up to a quarter shorter, so that clients don't come back as one. */
  Duration next() {
    Duration pause = next;
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(most) < 0 ? twice : most;
    return pause.multipliedBy(100 - ThreadLocalRandom.current().nextInt(25)).dividedBy(100);
  }

  /** Begins again. */
  void reset() {
    next = first;
  }
}
