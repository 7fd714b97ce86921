package org.fletchck.checks;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.fletchck.spi.CheckContext;

/**
 * A serial port that checks share, by whatever path they refer to it. Exchanges take turns; each
 * opens the port and closes it again, so that others, also other programs, can use it in between.
 *
 * <p>An exchange runs on a thread that can be abandoned, as a driver may hang; the turn ends with
 * the exchange, not with the run.
 */
final class UpsPort {

  private static final ConcurrentMap<Path, UpsPort> PORTS = new ConcurrentHashMap<>();
  private static final AtomicLong EXCHANGES = new AtomicLong();

  /** An exchange that is overdue by more than this hangs in the driver. */
  private static final Duration HANGS = Duration.ofSeconds(10);

  private final Path path;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile SerialAnswer inProgress;

  private UpsPort(Path path) {
    this.path = path;
    inProgress = new SerialAnswer(path, Duration.ZERO, Duration.ZERO);
  }

  /** Something to do with the UPS in one turn. */
  @FunctionalInterface
  interface Exchange<T> {
    T with(UpsDialogue ups) throws IOException, InterruptedException;
  }

  /**
   * Performs an exchange on the port with this path when it is its turn.
   *
   * @param longest how long it may take, at most until the deadline; waiting doesn't count
   * @throws NoAnswerException if it takes longer
   * @throws IOException if the port can't be used or the UPS gives an invalid answer
   */
  static <T> T exchange(CheckContext context, Path name, Duration longest, Exchange<T> exchange)
      throws Exception {
    Path path = context.callBlocking("serial port " + name, () -> real(name));
    UpsPort port = PORTS.computeIfAbsent(path, UpsPort::new);
    port.awaitTurn(context);
    return port.run(context, longest, exchange);
  }

  private static Path real(Path name) throws IOException {
    try {
      return name.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no serial port " + name + ": is the UPS plugged in?", e);
    }
  }

  private void awaitTurn(CheckContext context) throws Exception {
    boolean taken =
        context.await(
            () -> {
              while (!turn.tryAcquire(1, TimeUnit.SECONDS)) {
                if (inProgress.overdue().compareTo(HANGS) > 0) {
                  return false;
                }
              }
              return true;
            });
    if (!taken) {
      throw new IOException("the driver of " + path + " hangs: unplug the UPS's cable");
    }
  }

  private <T> T run(CheckContext context, Duration longest, Exchange<T> exchange) throws Exception {
    SerialAnswer hearing = new SerialAnswer(path, context.remaining(), longest);
    inProgress = hearing;
    AtomicBoolean claimed = new AtomicBoolean(); // whoever claims the turn releases it
    try {
      return context.callBlocking(
          "exchange " + EXCHANGES.incrementAndGet(),
          () -> {
            if (!claimed.compareAndSet(false, true)) {
              throw hearing.noAnswer();
            }
            try (SerialLine line = SerialLine.open(path, hearing)) {
              return exchange.with(new UpsDialogue(line));
            } finally {
              turn.release();
            }
          });
    } catch (TimeoutException e) {
      throw hearing.noAnswer();
    } catch (InterruptedException e) {
      if (context.remaining().isZero()) {
        throw hearing.noAnswer();
      }
      throw e;
    } finally {
      if (claimed.compareAndSet(false, true)) {
        turn.release();
      }
    }
  }
}
