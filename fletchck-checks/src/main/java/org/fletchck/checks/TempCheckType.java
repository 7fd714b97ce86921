package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** Reads a temperature from a Comet web sensor. */
public final class TempCheckType implements CheckType {

  private static final Option<Integer> PORT = NetOptions.port(80);
  private static final Option<Duration> TIMEOUT = Option.timeout(10);
  private static final Option<Double> TEMPERATURE =
      Option.number("temperature", "Fails above this many degrees Celsius")
          .between(-273.15, 1000)
          .orElse(50.0);
  private static final Option<Double> HYSTERESIS = Level.hysteresisOption("temperature", 2);

  @Override
  public String name() {
    return "temp";
  }

  @Override
  public String summary() {
    return "Fails when a Comet web sensor tells a temperature above the limit.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(NetOptions.HOSTNAME, PORT, TIMEOUT, TEMPERATURE, HYSTERESIS);
  }

  @Override
  public Check create(Options options) {
    return new TempCheck(
        Target.of(options.get(NetOptions.HOSTNAME), options.get(PORT)),
        Level.of(options, TEMPERATURE, HYSTERESIS),
        options.get(TIMEOUT));
  }
}
