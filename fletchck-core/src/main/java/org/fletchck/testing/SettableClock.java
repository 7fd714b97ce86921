package org.fletchck.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for use by several threads. */
public final class SettableClock implements InstantSource {

  private volatile Instant now;

  /** Makes a clock that shows this time. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Shows this time from now on. */
  public void set(Instant time) {
    now = time;
  }

  /** Moves forward, or backward by a negative duration. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
