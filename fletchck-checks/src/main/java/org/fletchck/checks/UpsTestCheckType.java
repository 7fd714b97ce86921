package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Runs the self-test of a UPS on a serial port. */
@PluginApi(PluginApi.VERSION)
public final class UpsTestCheckType implements CheckType {

  /** The serial port of the UPS: required. */
  public static final Option<String> SERIAL_PORT =
      Option.text("serialPort", "Serial port of the UPS, such as /dev/ttyUSB0")
          .check(UpsCheckType::checkPath)
          .required();

  /** The time limit of one self-test: 300 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(300);

  private final Duration interval;

  /** Creates the type; a self-test is polled each second. */
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
    return "Runs the self-test of a UPS on a serial port, and fails when it finds a fault.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERIAL_PORT, TIMEOUT);
  }

  /** Returns false, as a test drains the battery. */
  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Check create(Options options) {
    return new UpsTestCheck(options.path(SERIAL_PORT), interval, options.get(TIMEOUT));
  }
}
