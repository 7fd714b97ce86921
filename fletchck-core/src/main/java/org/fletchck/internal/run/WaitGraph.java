package org.fletchck.internal.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.fletchck.internal.plan.MonitoredCheck.CurrentRun;
import org.fletchck.state.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * Tracks who waits for whose run. Runs wait along dependencies and memberships, which have no
 * cycles; but a new configuration may reverse one while a run waits along it, and then two would
 * wait for each other forever.
 */
final class WaitGraph {

  private final Map<Thread, Thread> waiting = new HashMap<>();

  /**
   * Waits for a run and returns its report; returns null at once if that run waits for this one.
   */
  @Nullable RunReport await(CurrentRun running) {
    Thread me = Thread.currentThread();
    if (!begin(me, running.runner())) {
      return null;
    }
    try {
      return running.report().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the awaited run failed unexpectedly", e);
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
