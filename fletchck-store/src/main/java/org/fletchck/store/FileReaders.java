package org.fletchck.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that read files and may be abandoned: a read from a hanging disk can't be
 * interrupted. While one is abandoned, the others get less time, so that a page with many queries
 * ends soon.
 */
final class FileReaders {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST = 4;
  private static final int MOST_WAITING = 200;

  private final Duration patience;
  private final AtomicInteger leftBehind = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  FileReaders() {
    this(PATIENCE);
  }

  FileReaders(Duration patience) {
    this.patience = patience;
    threads =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "fletchck-store-reader");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Reads on another thread, and waits for it.
   *
   * @throws IOException if the disk doesn't respond, too many reads wait, or this thread is
   *     interrupted
   */
  <T> T read(Reading<T> reading) throws SQLException, IOException {
    if (leftBehind.get() >= MOST) {
      throw new IOException("the disk doesn't respond");
    }
    ReadTask<T> read = new ReadTask<>(reading, leftBehind);
    try {
      threads.execute(read);
      Duration wait = leftBehind.get() == 0 ? patience : patience.dividedBy(10);
      return read.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      read.leaveBehind();
      throw new IOException("the disk doesn't respond", e);
    } catch (RejectedExecutionException e) {
      throw new IOException("too many reads at once", e);
    } catch (InterruptedException e) {
      read.leaveBehind();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  /** A read of a file. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws SQLException, IOException;
  }

  /** One read; it counts as abandoned from when nobody waits for it any more until it ends. */
  private static final class ReadTask<T> extends FutureTask<T> {
    private final AtomicInteger leftBehind;
    private boolean runs;
    private boolean counted;

    ReadTask(Reading<T> reading, AtomicInteger leftBehind) {
      super(reading::read);
      this.leftBehind = leftBehind;
    }

    @Override
    public void run() {
      synchronized (this) {
        runs = !isDone();
      }
      super.run();
      synchronized (this) {
        runs = false;
        if (counted) {
          leftBehind.decrementAndGet();
        }
      }
    }

    /** Abandons this read; if it hasn't begun, it never does. */
    synchronized void leaveBehind() {
      if (runs) {
        counted = true;
        leftBehind.incrementAndGet();
      } else {
        cancel(false);
      }
    }
  }
}
