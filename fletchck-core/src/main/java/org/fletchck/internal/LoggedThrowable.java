package org.fletchck.internal;

import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A copy of a throwable, with its stack trace, that reveals no secrets when it is logged. */
public final class LoggedThrowable extends Throwable {

  @Serial private static final long serialVersionUID = 1;

  /** Nobody reads more. */
  private static final int MOST = 50;

  private final String said;

  private LoggedThrowable(String said) {
    super(said);
    this.said = said;
  }

  /** Returns a copy of what an attempt threw. */
  public static Throwable copy(Throwable thrown, RunView context) {
    return copy(thrown, context, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static LoggedThrowable copy(Throwable thrown, RunView context, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    LoggedThrowable copy = new LoggedThrowable(context.shown(thrown.toString()));
    if (cause != null && seen.size() < MOST && !seen.contains(cause)) {
      copy.initCause(copy(cause, context, seen));
    }
    copy.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (seen.size() < MOST && !seen.contains(suppressed)) {
        copy.addSuppressed(copy(suppressed, context, seen));
      }
    }
    return copy;
  }

  /** Returns the text of the original, which begins with its class rather than this one. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return said;
  }
}
