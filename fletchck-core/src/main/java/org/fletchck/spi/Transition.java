package org.fletchck.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one event made of a check's state.
 *
 * @param before the state before the event
 * @param after the state after it
 * @param notified what is notified, or null if nothing is; see {@link #change()}
 * @param decision in words what is notified, or why nothing is
 */
public record Transition(
    CheckState before, CheckState after, @Nullable Change notified, String decision) {

  /** Returns what the actions are notified of, if anything. */
  public Optional<Change> change() {
    return Optional.ofNullable(notified);
  }
}
