package org.fletchck;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.fletchck.MonitoredCheck.CurrentRun;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whose run. Runs wait along dependencies and memberships, which have no cycles; but
 * a new configuration may turn one round while a run waits along it, and then two would wait for
 * each other for ever.
 */
final class WaitGraph {

  private final Map<Thread, Thread> waiting = new HashMap<>();

  /** Waits for a run and returns what came of it; null at once if that one waits for this one. */
  @Nullable RunReport await(CurrentRun running) {
    Thread me = Thread.currentThread();
    if (!begin(me, running.runner())) {
      return null;
    }
    try {
      return running.report().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the run that was waited for failed unexpectedly", e);
    } finally {
      end(me);
    }
  }

  private synchronized boolean begin(Thread me, Thread runner) {
    for (Thread next = runner; next != null; next = waiting.get(next)) {
      if (next == me) {
        return false;
      }
    }
    waiting.put(me, runner);
    return true;
  }

  private synchronized void end(Thread me) {
    waiting.remove(me);
  }
}
