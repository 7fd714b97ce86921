package org.fletchck.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long reports have been able to arrive: while a hub isn't connected the silence is its
 * own. The bridge says it; without a bridge, or where it subscribes to nothing, reports can always
 * arrive.
 */
final class ListeningPeriod {

  private static final Duration ALWAYS = Duration.ofSeconds(Long.MAX_VALUE);

  private volatile @Nullable Supplier<Duration> time = () -> ALWAYS;

  /** Reports come by other ways alone. */
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

  /** Returns for how long they can have arrived; empty while they can't. */
  Optional<Duration> time() {
    return Optional.ofNullable(time).map(Supplier::get);
  }
}
