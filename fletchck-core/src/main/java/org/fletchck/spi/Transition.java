package org.fletchck.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one event made of a check's state.
 *
 * @param before the state before the event
 * @param after the state after it
 * @param announced what is announced, or null if nothing is; see {@link #change()}
 * @param decision in words what is announced, or why nothing is
 */
public record Transition(
    CheckState before, CheckState after, @Nullable Change announced, String decision) {

  /** Returns what is announced to the actions, if anything. */
  public Optional<Change> change() {
    return Optional.ofNullable(announced);
  }
}
