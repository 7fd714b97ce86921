package org.fletchck.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Thread-safe. */
public final class SettableClock implements InstantSource {

  private volatile Instant now;

  /** Creates a clock that shows this time. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Sets the time. */
  public void set(Instant time) {
    now = time;
  }

  /** Moves the time forward, or backward by a negative duration. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
