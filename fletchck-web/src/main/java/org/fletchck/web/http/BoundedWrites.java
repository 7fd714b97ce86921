package org.fletchck.web.http;

import java.io.IOException;
import java.time.Duration;
import org.fletchck.schedule.Scheduler;

/**
 * Cuts off clients that don't read their response. The JDK's server writes to a channel that an
 * interrupt closes; nothing else ends such a write.
 */
final class BoundedWrites {

  private final Scheduler scheduler;
  private final Duration limit;

  BoundedWrites(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
  }

  /** Writes something. */
  @FunctionalInterface
  interface WriteOperation {
    void run() throws IOException;
  }

  /**
   * Writes on the calling thread.
   *
   * @throws IOException if the write fails or doesn't end within the limit
   */
  void run(WriteOperation write) throws IOException {
    Cutoff cut = new Cutoff(Thread.currentThread());
    Scheduler.Handle end = scheduler.after(limit, cut::now);
    try {
      write.run();
    } finally {
      end.cancel();
      cut.tooLate();
    }
  }

  /** Interrupts a thread while it writes, and never later. */
  private static final class Cutoff {
    private final Thread writer;
    private boolean done;
    private boolean made;

    Cutoff(Thread writer) {
      this.writer = writer;
    }

    synchronized void now() {
      if (!done) {
        made = true;
        writer.interrupt();
      }
    }

    synchronized void tooLate() {
      done = true;
      if (made) {
        Thread.interrupted(); // clears it, because the thread goes on with something else
      }
    }
  }
}
