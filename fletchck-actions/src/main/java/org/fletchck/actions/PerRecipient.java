package org.fletchck.actions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.RefusedException;

/**
 * Does something for one recipient after the other, and says in the end what went wrong. One that
 * fails doesn't keep the others back; and of several reasons one that may pass counts, for then it
 * is tried again.
 */
final class PerRecipient {

  private final List<Exception> failures = new ArrayList<>();

  /** Is done for one recipient, or several that are served together. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Tells whether it was done; what isn't about the recipient is thrown. */
  boolean attempt(Step step) throws Exception {
    try {
      step.run();
      return true;
    } catch (IOException | RefusedException e) {
      failures.add(e);
      return false;
    }
  }

  /** Throws if something went wrong. */
  void end() throws IOException, RefusedException {
    if (failures.isEmpty()) {
      return;
    }
    String all =
        String.join("; ", failures.stream().map(Exception::getMessage).distinct().toList());
    for (Exception failure : failures) {
      if (failure instanceof IOException io) {
        throw failures.size() == 1 ? io : new IOException(all);
      }
    }
    throw new RefusedException(all);
  }
}
