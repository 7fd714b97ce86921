package org.fletchck.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one event changed the state of a check.
 *
 * @param before the state before the event
 * @param after the state after it
 * @param notified the change that is notified, or null if none is; see {@link #change()}
 * @param decision what is notified, or why nothing is, in words
 */
public record Transition(
    CheckState before, CheckState after, @Nullable Change notified, String decision) {

  /** Returns the change that is notified, if any. */
  public Optional<Change> change() {
    return Optional.ofNullable(notified);
  }
}
