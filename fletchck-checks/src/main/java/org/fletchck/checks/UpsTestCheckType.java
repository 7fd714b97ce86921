package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Lets a UPS on a serial port test itself. */
@PluginApi(PluginApi.VERSION)
public final class UpsTestCheckType implements CheckType {

  /** The port of the UPS. */
  public static final Option<String> SERIAL_PORT =
      Option.text("serialPort", "Serial port of the UPS, such as /dev/ttyUSB0")
          .check(UpsCheckType::checkPath)
          .required();

  /** Limit of one self-test. */
  public static final Option<Duration> TIMEOUT = Option.timeout(300);

  private final Duration interval;

  /** Makes the type; a self-test is looked at each second. */
  public UpsTestCheckType() {
    this(Duration.ofSeconds(1));
  }

  UpsTestCheckType(Duration interval) {
    this.interval = interval;
  }

  @Override
  public String name() {
    return "upstest";
  }

  @Override
  public String summary() {
    return "Lets a UPS on a serial port test itself, and fails when that finds a fault.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERIAL_PORT, TIMEOUT);
  }

  /** No: a test draws on the battery. */
  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Check create(Options options) {
    return new UpsTestCheck(options.path(SERIAL_PORT), interval, options.get(TIMEOUT));
  }
}
