package org.fletchck.checks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;

/** Pings the first address of a host and judges what is lost. */
record PingCheck(String program, String host, Pace pace, double mostLost, Duration timeout)
    implements Check {

  /**
   * How fast to ask, so that ping ends by itself, with its figures, just before the deadline.
   *
   * @param count how many requests
   * @param interval milliseconds between two requests
   * @param patience milliseconds to wait for the last answer
   */
  record Pace(int count, long interval, long patience) {

    /** Programs that aren't root's may not ask faster. */
    private static final long LEAST = 200;

    /** For starting and ending the program. */
    private static final long SPARE = 200;

    /**
     * Returns the pace: a request per second, or faster to send all in half of the time.
     *
     * @throws IllegalArgumentException if there isn't enough time
     */
    static Pace of(int count, Duration timeout) {
      long pauses = count - 1L;
      long time = timeout.toMillis() - SPARE;
      if (time < count * LEAST) {
        throw new IllegalArgumentException(
            Texts.count(count, "request")
                + " can't be sent in a timeout of "
                + Texts.seconds(timeout)
                + "; allow at least "
                + Texts.seconds(Duration.ofMillis(SPARE + count * LEAST)));
      }
      long interval = Math.max(LEAST, Math.min(1000, time / 2 / Math.max(1, pauses)));
      return new Pace(count, interval, time - pauses * interval);
    }

    List<String> options() {
      return List.of("-n", "-c", "" + count, "-i", seconds(interval), "-W", seconds(patience));
    }

    private static String seconds(long millis) {
      return BigDecimal.valueOf(millis, 3).toPlainString();
    }
  }

  @Override
  public CheckResult run(CheckContext context) throws IOException, InterruptedException {
    Steps steps = new Steps(context, timeout);
    InetAddress address =
        steps.time("resolve", "resolving " + host, () -> context.resolve(host).get(0));
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(pace.options());
    command.add(address.getHostAddress());
    Program.Ended ended =
        new Program(command, Map.of("LC_ALL", "C"), Path.of("/")).run(context, timeout);
    steps.total();
    PingOutput output = PingOutput.parse(ended.output(), ended.errors());
    output.roundTrips().stream()
        .findFirst()
        .ifPresent(first -> context.phase("first", Duration.ofNanos((long) (first * 1e6))));
    context.log(address.getHostAddress() + ": " + output);
    return judge(output);
  }

  private CheckResult judge(PingOutput output) {
    CheckResult result = CheckResult.pass();
    double lost = output.percentLost();
    if (output.roundTrips().isEmpty()) {
      String why = output.complaint();
      result = CheckResult.fail("no answer from " + host + (why.isEmpty() ? "" : ": " + why));
    } else if (lost > mostLost) {
      result =
          CheckResult.fail(Level.exact(lost) + " lost, more than " + Texts.number(mostLost) + "%");
    }
    return output.addTo(result);
  }
}
