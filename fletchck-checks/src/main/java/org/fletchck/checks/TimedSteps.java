package org.fletchck.checks;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fletchck.spi.CheckContext;

/**
 * The steps of one attempt over the network: times them as phases, and explains a failure by what
 * was being done. A phase that occurs more than once is shown as a sum.
 */
final class TimedSteps {

  /** Something that may fail for reasons of the network. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws IOException;
  }

  private final CheckContext context;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private final Map<String, Duration> phases = new HashMap<>();

  /** Starts an attempt; the timeout is what the user set, for messages only. */
  TimedSteps(CheckContext context, Duration timeout) {
    this.context = context;
    this.timeout = timeout;
  }

  CheckContext context() {
    return context;
  }

  /** Takes a step and records its time as a phase; {@code doing} is worded to follow "while". */
  <T> T time(String phase, String doing, Step<T> step) throws IOException {
    return time(phase, () -> take(doing, step));
  }

  /** Takes steps that explain their failures themselves, and records their time as a phase. */
  <T> T time(String phase, Step<T> steps) throws IOException {
    long began = System.nanoTime();
    T result = steps.take();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    context.phase(phase, phases.merge(phase, took, Duration::plus));
    return result;
  }

  /** Takes a step; {@code doing} is worded to follow "while". */
  <T> T take(String doing, Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (IOException e) {
      if (context.remaining().isZero()) {
        SocketTimeoutException late =
            new SocketTimeoutException(
                "no answer within " + ValueTexts.seconds(timeout) + ", while " + doing);
        late.initCause(e);
        throw late;
      }
      throw NetworkFailureText.explained(e, doing);
    }
  }

  /** Records the phase {@code total}, the time since the start, and returns it. */
  Duration total() {
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    context.phase("total", total);
    return total;
  }
}
