package org.fletchck.web.forms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fletchck.web.http.RefusedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs long tasks for pages on a few threads, which end when they are idle. */
final class BackgroundTasks {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);
  private static final int THREADS = 8;
  private static final int WAITING = 1_000;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), this::thread);

  BackgroundTasks() {
    threads.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fletchck-asked");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts a task without waiting for its outcome. */
  void start(Runnable work) {
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.warn("a requested run failed: {}", e.toString());
            }
          });
    } catch (RejectedExecutionException full) {
      LOG.warn("too many runs requested at once; one is left to its schedule");
    }
  }

  /**
   * Starts a task and waits for its result; empty if it takes longer, in which case it continues.
   *
   * @throws ExecutionException if it fails
   * @throws RefusedRequest if too many tasks are waiting
   */
  <T> Optional<T> within(Duration limit, Callable<T> work)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      threads.execute(task);
      return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (RejectedExecutionException full) {
      throw new RefusedRequest(503, "too many runs requested at once; try again later");
    }
  }
}
