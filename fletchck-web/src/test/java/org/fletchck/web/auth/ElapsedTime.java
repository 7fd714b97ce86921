package org.fletchck.web.auth;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Nanoseconds that pass when a test says so. */
final class ElapsedTime implements LongSupplier {

  private long nanos = Long.MAX_VALUE - 1; // it may begin anywhere, and overflow

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
