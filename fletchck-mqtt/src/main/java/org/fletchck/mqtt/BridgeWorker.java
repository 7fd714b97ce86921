package org.fletchck.mqtt;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A single thread for work that may take a while; runs one task after the other. */
final class BridgeWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeWorker.class);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, BridgeWorker::daemon, new ThreadPoolExecutor.DiscardPolicy());

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mqtt-bridge");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs this after the work submitted earlier. */
  void execute(Runnable work) {
    thread.execute(() -> attempt(work));
  }

  /** Runs this after a delay. */
  void after(Duration pause, Runnable work) {
    var unused = thread.schedule(() -> attempt(work), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) { // later work is done all the same
      LOG.error("mqtt: failed", e);
    }
  }

  /** Runs the queued work, but not the delayed work, then this, and nothing more. */
  void finish(Runnable last) {
    execute(last);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.shutdown();
    await();
  }

  /** Discards queued work, interrupts the running task, and waits at most a second for it. */
  @Override
  public void close() {
    thread.shutdownNow();
    await();
  }

  private void await() {
    try {
      if (!thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("mqtt: a task is still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
