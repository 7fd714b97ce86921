package org.fletchck.mqtt;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that does what may take a while, one piece after the other. */
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

  /** Does this after what was asked for before. */
  void execute(Runnable work) {
    thread.execute(() -> attempt(work));
  }

  /** Does this when so much time has passed. */
  void after(Duration pause, Runnable work) {
    var unused = thread.schedule(() -> attempt(work), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) { // what comes next is done all the same
      LOG.error("mqtt: failed", e);
    }
  }

  /** Does what waits for its turn, but not for a time, then this, and nothing more. */
  void finish(Runnable last) {
    execute(last);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.shutdown();
    await();
  }

  /** Does nothing more, and waits a second at the most for what is being done. */
  @Override
  public void close() {
    thread.shutdownNow();
    await();
  }

  private void await() {
    try {
      if (!thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("mqtt: something is still being done");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
