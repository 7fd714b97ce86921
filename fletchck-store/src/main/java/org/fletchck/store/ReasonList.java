package org.fletchck.store;

import java.util.List;
import org.fletchck.state.History.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Causes stored in one column.
 *
 * @param reasons the causes, in order
 */
record ReasonList(List<Reason> reasons) {

  static @Nullable String text(List<Reason> reasons) {
    return reasons.isEmpty() ? null : Records.write(new ReasonList(reasons));
  }

  static List<Reason> of(@Nullable String text) {
    return text == null ? List.of() : Records.read(text, ReasonList.class).reasons();
  }
}
