package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Sends echo requests with the system's ping. */
@PluginApi(PluginApi.VERSION)
public final class PingCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  /** The number of echo requests to send: 3 by default. */
  public static final Option<Integer> COUNT =
      Option.integer("count", "Number of echo requests to send").between(1, 100).orElse(3);

  /** The percentage of lost requests above which it fails: 50 by default. */
  public static final Option<Double> LOSS =
      Option.number("loss", "Fails when more than this percentage is lost, and always when all are")
          .between(0, 100)
          .orElse(50.0);

  private final String program;

  /** Creates the type; {@code ping} is searched for as a shell does. */
  public PingCheckType() {
    this("ping");
  }

  PingCheckType(String program) {
    this.program = program;
  }

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public String summary() {
    return "Sends echo requests with the system's ping, and fails when too many are lost.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, TIMEOUT, COUNT, LOSS);
  }

  @Override
  public Check create(Options options) {
    Duration timeout = options.get(TIMEOUT);
    return new PingCheck(
        program,
        Endpoint.of(options.get(HOSTNAME), 0).host(),
        PingCheck.Pace.of(options.get(COUNT), timeout),
        options.get(LOSS),
        timeout);
  }
}
