package org.fletchck.spi;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts programs. If Java 17 can't create the pipes to a program for lack of file descriptors, it
 * closes others at random, such as connections of checks or the database. So a program is started
 * only if there are enough.
 */
public final class Processes {

  /** The pipes to a program and to the helper that starts it, and a few for others meanwhile. */
  private static final int NEEDED = 16;

  private static final int MOST_STARTING = 8;

  private static final AtomicInteger STARTING = new AtomicInteger();

  private Processes() {}

  /**
   * Starts a program as {@link ProcessBuilder#start} does.
   *
   * @throws ShortageException if there are not enough file descriptors
   * @throws IOException if the program can't be started
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    int starting = STARTING.incrementAndGet();
    try {
      assertDescriptors(NEEDED * Math.min(starting, MOST_STARTING));
      return builder.start();
    } finally {
      STARTING.decrementAndGet();
    }
  }

  /**
   * Makes sure that this many files can be opened now.
   *
   * @throws ShortageException if they can't
   */
  public static void assertDescriptors(int count) throws ShortageException {
    List<FileInputStream> open = new ArrayList<>(count);
    try {
      while (open.size() < count) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) { // if there is no such file, nothing is known
      if (Shortage.of(e).isPresent()) {
        throw new ShortageException(Shortage.of(e).get(), "too many open files");
      }
    } finally {
      open.forEach(Processes::close);
    }
  }

  private static void close(FileInputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new IllegalStateException("/dev/null can't be closed", e);
    }
  }
}
