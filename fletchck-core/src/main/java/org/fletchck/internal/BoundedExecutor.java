package org.fletchck.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.fletchck.schedule.Scheduler;

/**
 * Does the same work for many things as soon as possible, but only for so many at the same time.
 */
public final class BoundedExecutor<T> {

  private final Scheduler scheduler;
  private final int atATime;
  private final Consumer<T> work;
  private final Set<T> waiting = new LinkedHashSet<>();
  private int running;

  public BoundedExecutor(Scheduler scheduler, int atATime, Consumer<T> work) {
    this.scheduler = scheduler;
    this.atATime = atATime;
    this.work = work;
  }

  public synchronized void add(Collection<T> things) {
    waiting.addAll(things);
    start();
  }

  private synchronized void start() {
    for (Iterator<T> next = waiting.iterator(); next.hasNext() && running < atATime; ) {
      T thing = next.next();
      next.remove();
      running++;
      scheduler.execute(() -> run(thing));
    }
  }

  private void run(T thing) {
    try {
      work.accept(thing);
    } finally {
      synchronized (this) {
        running--;
        start();
      }
    }
  }
}
