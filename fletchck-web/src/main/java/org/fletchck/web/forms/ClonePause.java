package org.fletchck.web.forms;

import java.util.Objects;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;

/**
 * Pauses a clone of a check until its form has been saved once, because it still has the target of
 * the original and would notify about that. A comment in the file says so.
 */
final class ClonePause {

  private static final String MARK = "// clone";
  private static final String TEXT = "paused until its form is saved";
  private static final String PAUSED = CheckKeys.PAUSED.name();

  private ClonePause() {}

  /** Returns a clone as it is first saved; a clone of a paused check is left as it is. */
  static CheckConfig paused(CheckConfig clone) {
    return clone.raw().get(PAUSED) == null ? clone.with(PAUSED, true).with(MARK, TEXT) : clone;
  }

  /** Returns a check as its form saves it: without the pause of a clone, unless that was edited. */
  static CheckConfig saved(CheckConfig check, CheckConfig before) {
    if (!before.raw().containsKey(MARK)) {
      return check;
    }
    boolean untouched = Objects.equals(check.raw().get(PAUSED), before.raw().get(PAUSED));
    return unmarked(untouched ? check.with(PAUSED, null) : check);
  }

  /** Returns a check without the comment, for when the pause ends. */
  static CheckConfig unmarked(CheckConfig check) {
    return check.with(MARK, null);
  }
}
