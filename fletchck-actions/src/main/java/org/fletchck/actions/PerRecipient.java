package org.fletchck.actions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.RefusedException;

/**
 * Serves one recipient after another, and reports at the end what went wrong. A failure doesn't
 * hold up the others; if any failure may be temporary, the whole counts as temporary, so that there
 * is another attempt.
 */
final class PerRecipient {

  private final List<Exception> failures = new ArrayList<>();

  /** The work for one recipient, or for several that are served together. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Runs a step and returns whether it succeeded; throws what is not specific to the recipient. */
  boolean attempt(Step step) throws Exception {
    try {
      step.run();
      return true;
    } catch (IOException | RefusedException e) {
      failures.add(e);
      return false;
    }
  }

  /** Throws if any step failed. */
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
