package org.fletchck;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;

/** Runs the checks that nothing blocks any more at once, but not all of them at the same time. */
final class Releases {

  private static final int AT_A_TIME = 50;

  private final Scheduler scheduler;
  private final Consumer<Watched> release;
  private final Set<Watched> waiting = new LinkedHashSet<>();
  private int running;

  Releases(Scheduler scheduler, Consumer<Watched> release) {
    this.scheduler = scheduler;
    this.release = release;
  }

  synchronized void add(Collection<Watched> checks) {
    waiting.addAll(checks);
    start();
  }

  private synchronized void start() {
    for (Iterator<Watched> next = waiting.iterator(); next.hasNext() && running < AT_A_TIME; ) {
      Watched check = next.next();
      next.remove();
      running++;
      scheduler.execute(() -> run(check));
    }
  }

  private void run(Watched check) {
    try {
      release.accept(check);
    } finally {
      synchronized (this) {
        running--;
        start();
      }
    }
  }
}
