package org.fletchck.checks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.ShortageException;

/** Pings the first address of a host and judges the packet loss. */
record PingCheck(String program, String host, Pace pace, double mostLost, Duration timeout)
    implements Check {

  private static final boolean BSD = System.getProperty("os.name").matches("Mac OS X|.*BSD");

  /**
   * How fast to send, so that ping ends by itself, with its statistics, just before the deadline.
   *
   * @param count number of requests
   * @param interval milliseconds between two requests
   * @param patience milliseconds to wait for the last answer
   */
  record Pace(int count, long interval, long patience) {

    /** The shortest interval that ping allows to users other than root, in milliseconds. */
    private static final long LEAST = 200;

    /** Time for starting and ending the program, in milliseconds. */
    private static final long SPARE = 200;

    /** A second in milliseconds; some versions of ping accept no fractions of it. */
    private static final long SECOND = 1000;

    /**
     * Returns the pace: one request per second, or faster to send all of them in half of the time.
     * In whole seconds as far as the time allows.
     *
     * @throws IllegalArgumentException if there isn't enough time
     */
    static Pace of(int count, Duration timeout) {
      long pauses = count - 1L;
      long time = timeout.toMillis() - SPARE;
      if (time < count * LEAST) {
        throw new IllegalArgumentException(
            ValueTexts.count(count, "request")
                + " can't be sent within a timeout of "
                + ValueTexts.seconds(timeout)
                + "; allow at least "
                + ValueTexts.seconds(Duration.ofMillis(SPARE + count * LEAST)));
      }
      long interval =
          time >= pauses * SECOND + SECOND
              ? SECOND
              : Math.max(LEAST, Math.min(SECOND, time / 2 / Math.max(1, pauses)));
      long patience = time - pauses * interval;
      return new Pace(count, interval, patience < SECOND ? patience : patience / SECOND * SECOND);
    }

    /** Returns the options that all versions of ping have. */
    List<String> options() {
      return List.of("-n", "-c", "" + count, "-i", seconds(interval));
    }

    /** Returns how long to wait for an answer: in seconds, or on BSD in milliseconds. */
    List<String> patience(boolean bsd) {
      return List.of("-W", bsd ? Long.toString(patience) : seconds(patience));
    }

    private static String seconds(long millis) {
      return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
  }

  @Override
  public CheckResult run(CheckContext context) throws IOException, InterruptedException {
    TimedSteps steps = new TimedSteps(context, timeout);
    InetAddress address =
        steps.time("resolve", "resolving " + host, () -> context.resolve(host).get(0));
    PingOutput output = ping(context, address);
    steps.total();
    output.roundTrips().stream()
        .findFirst()
        .ifPresent(first -> context.phase("first", Duration.ofNanos((long) (first * 1e6))));
    context.log(address.getHostAddress() + ": " + output);
    return judge(output);
  }

  private PingOutput ping(CheckContext context, InetAddress address)
      throws IOException, InterruptedException {
    try {
      return run(context, program, pace.patience(BSD), address);
    } catch (ShortageException e) {
      throw e;
    } catch (IOException e) {
      if (!(address instanceof Inet6Address) || context.remaining().isZero()) {
        throw e;
      }
      try { // where ping is for IPv4 only; ping6 has no -W
        return run(context, program + "6", List.of(), address);
      } catch (ShortageException other) {
        throw other;
      } catch (IOException other) {
        e.addSuppressed(other);
        throw e;
      }
    }
  }

  private PingOutput run(
      CheckContext context, String name, List<String> patience, InetAddress address)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(pace.options());
    command.addAll(patience);
    command.add(address.getHostAddress());
    PluginProgram.ProgramEnd ended =
        new PluginProgram(command, Map.of("LC_ALL", "C"), Path.of("/")).run(context, timeout);
    return PingOutput.parse(ended.output(), ended.errors());
  }

  private CheckResult judge(PingOutput output) {
    CheckResult result = CheckResult.pass();
    double lost = output.percentLost();
    if (output.received() == 0) {
      String why = output.complaint();
      result = CheckResult.fail("no answer from " + host + (why.isEmpty() ? "" : ": " + why));
    } else if (lost > mostLost) {
      result =
          CheckResult.fail(
              Level.exact(lost) + " lost, more than " + ValueTexts.number(mostLost) + "%");
    }
    return output.addTo(result);
  }
}
