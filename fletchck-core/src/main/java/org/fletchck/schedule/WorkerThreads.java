package org.fletchck.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates the threads that work runs on. */
final class WorkerThreads {

  /** With more than this many hanging checks on platform threads, the others have to wait. */
  private static final int MOST = 1024;

  /** Before JDK 24 a blocking read inside {@code synchronized} pins its carrier (JEP 491). */
  private static final int FIRST_WITH_UNPINNED_THREADS = 24;

  /** Idle threads take turns, so a longer time would keep all threads of a burst alive forever. */
  private static final int IDLE_SECONDS = 1;

  static final String NAME = "fletchck-worker";

  private WorkerThreads() {}

  /** Uses a virtual thread per piece of work if they don't pin, otherwise platform threads. */
  static ExecutorService unbounded() {
    return Runtime.version().feature() >= FIRST_WITH_UNPINNED_THREADS
        ? virtual()
        : platform(MOST, NAME);
  }

  private static ExecutorService virtual() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (Throwable e) { // declared by invoke; without the method use a pool
      return platform(MOST, NAME);
    }
  }

  /** Creates a pool that grows while its threads are busy, then queues, and shrinks when idle. */
  static ExecutorService platform(int most, String name) {
    HandOver queue = new HandOver();
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        queue,
        r -> Deadlines.daemon(r, name),
        (work, pool) -> {
          if (pool.isShutdown()) {
            throw new RejectedExecutionException("closed");
          }
          queue.put(work);
        });
  }

  /** Accepts work only if an idle thread waits for it, so that the pool creates a thread first. */
  private static final class HandOver extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable work) {
      return tryTransfer(work);
    }
  }
}
