package org.fletchck.web.forms;

import java.util.Objects;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;

/**
 * A clone of a check is paused until its form was saved once: it still looks at what the other
 * looks at, and would tell of that. A comment in the file says so.
 */
final class ClonePause {

  private static final String MARK = "// clone";
  private static final String TEXT = "paused until its form is saved";
  private static final String PAUSED = CheckKeys.PAUSED.name();

  private ClonePause() {}

  /** Returns a clone as it is saved first; one of a check that is paused stays as that is. */
  static CheckConfig paused(CheckConfig clone) {
    return clone.raw().get(PAUSED) == null ? clone.with(PAUSED, true).with(MARK, TEXT) : clone;
  }

  /**
   * Returns a check as its form saves it, without the pause of a clone unless another was typed.
   */
  static CheckConfig saved(CheckConfig check, CheckConfig before) {
    if (!before.raw().containsKey(MARK)) {
      return check;
    }
    boolean untouched = Objects.equals(check.raw().get(PAUSED), before.raw().get(PAUSED));
    return unmarked(untouched ? check.with(PAUSED, null) : check);
  }

  /** Returns a check without the comment, for what ends the pause. */
  static CheckConfig unmarked(CheckConfig check) {
    return check.with(MARK, null);
  }
}
