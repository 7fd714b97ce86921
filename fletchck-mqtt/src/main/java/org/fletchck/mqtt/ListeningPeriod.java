package org.fletchck.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long reports have been able to arrive: while a hub isn't connected, silence is its own fault.
 * Set by the bridge; without one, or if it subscribes to nothing, reports can always arrive.
 */
final class ListeningPeriod {

  private static final Duration ALWAYS = Duration.ofSeconds(Long.MAX_VALUE);

  private volatile @Nullable Supplier<Duration> time = () -> ALWAYS;

  /** Reports can always arrive: none come over MQTT. */
  void always() {
    time = () -> ALWAYS;
  }

  /**
   * Reports can arrive from now on.
   *
   * @param running returns the running time
   */
  void begins(Supplier<Duration> running) {
    Duration start = running.get();
    time = () -> running.get().minus(start);
  }

  /** Reports can't arrive. */
  void never() {
    time = null;
  }

  /** Returns how long reports have been able to arrive; empty while they can't. */
  Optional<Duration> time() {
    return Optional.ofNullable(time).map(Supplier::get);
  }
}
