package org.fletchck;

import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A copy of a throwable, with its stack, that tells no secrets when it is logged. */
final class LoggedThrowable extends Throwable {

  @Serial private static final long serialVersionUID = 1;

  /** Nobody reads on. */
  private static final int MOST = 50;

  private final String said;

  private LoggedThrowable(String said, @Nullable Throwable cause) {
    super(said, cause, true, true);
    this.said = said;
  }

  /** Returns a copy of what a try threw. */
  static Throwable copy(Throwable thrown, RunView context) {
    return copy(thrown, context, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static LoggedThrowable copy(Throwable thrown, RunView context, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    boolean ends = cause == null || seen.size() >= MOST || seen.contains(cause);
    LoggedThrowable copy =
        new LoggedThrowable(
            context.shown(thrown.toString()), ends ? null : copy(cause, context, seen));
    copy.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (seen.size() < MOST && !seen.contains(suppressed)) {
        copy.addSuppressed(copy(suppressed, context, seen));
      }
    }
    return copy;
  }

  @Override
  public String toString() {
    return said;
  }
}
