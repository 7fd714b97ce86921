package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Reads a temperature from a Comet web sensor. */
@PluginApi(PluginApi.VERSION)
public final class TempCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 80 by default. */
  public static final Option<Integer> PORT = NetOptions.port(80);

  /** The time limit of one attempt, everything included: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** The degrees Celsius above which it fails: 50 by default. */
  public static final Option<Double> TEMPERATURE =
      Option.number("temperature", "Fails above this temperature, in degrees Celsius")
          .between(-273.15, 1000)
          .orElse(50.0);

  /** How far below the limit a failing check passes again: 2 by default. */
  public static final Option<Double> HYSTERESIS = Level.hysteresisOption("temperature", 2);

  @Override
  public String name() {
    return "temp";
  }

  @Override
  public String summary() {
    return "Fails when a Comet web sensor reports a temperature above a limit.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, TEMPERATURE, HYSTERESIS);
  }

  @Override
  public Check create(Options options) {
    return new TempCheck(
        Endpoint.of(options.get(HOSTNAME), options.get(PORT)),
        Level.of(options, TEMPERATURE, HYSTERESIS),
        options.get(TIMEOUT));
  }
}
