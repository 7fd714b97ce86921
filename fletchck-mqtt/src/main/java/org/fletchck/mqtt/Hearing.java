package org.fletchck.mqtt;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when reports can arrive: while a hub isn't connected the silence is its own. The bridge
 * says it; without a bridge, or where it subscribes to nothing, reports can always arrive.
 */
final class Hearing {

  private volatile @Nullable Instant since = Instant.MIN;

  /** Reports come by other ways alone. */
  void always() {
    since = Instant.MIN;
  }

  /** Reports can arrive from this time on. */
  void since(Instant connected) {
    since = connected;
  }

  /** Reports can't arrive. */
  void never() {
    since = null;
  }

  /** Returns since when they can arrive; empty while they can't. */
  Optional<Instant> since() {
    return Optional.ofNullable(since);
  }
}
