package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Reads the status of a UPS, on a serial port or from a Network UPS Tools server. */
@PluginApi(PluginApi.VERSION)
public final class UpsCheckType implements CheckType {

  /** The serial port; without it this works as {@link NutCheckType}. */
  public static final Option<String> SERIAL_PORT =
      Option.text(
              "serialPort",
              "Serial port of the UPS, such as /dev/ttyUSB0; without it this works as nut, with the"
                  + " options that follow")
          .check(UpsCheckType::checkPath);

  /** Whether the beeper of the UPS should be on: true by default. */
  public static final Option<Boolean> BEEPER =
      Option.flag(
              "beeper", "Whether the beeper of the UPS should be on; it is switched if necessary")
          .orElse(true);

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = NutCheckType.TIMEOUT;

  /** Without a serial port: as of {@link NutCheckType}. */
  public static final Option<String> HOSTNAME = NutCheckType.HOSTNAME;

  /** Without a serial port: as of {@link NutCheckType}. */
  public static final Option<Integer> PORT = NutCheckType.PORT;

  /** Without a serial port: as of {@link NutCheckType}. */
  public static final Option<String> UPS = NutCheckType.UPS;

  /** Without a serial port: as of {@link NutCheckType}. */
  public static final Option<String> USERNAME = NutCheckType.USERNAME;

  /** Without a serial port: as of {@link NutCheckType}. */
  public static final Option<String> PASSWORD = NutCheckType.PASSWORD;

  static void checkPath(String path) {
    if (path.isBlank() || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("expected a path such as /dev/ttyUSB0");
    }
  }

  @Override
  public String name() {
    return "ups";
  }

  @Override
  public String summary() {
    return "Reads the status of a UPS on a serial port; fails on a power failure or a fault.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERIAL_PORT, BEEPER, TIMEOUT, HOSTNAME, PORT, UPS, USERNAME, PASSWORD);
  }

  /**
   * Returns false, even without a serial port: in a power failure the uplink is down too, which
   * must not hide the cause.
   */
  @Override
  public boolean overNetwork() {
    return false;
  }

  @Override
  public Check create(Options options) {
    return options.has(SERIAL_PORT)
        ? new UpsCheck(options.path(SERIAL_PORT), options.get(BEEPER), options.get(TIMEOUT))
        : new NutCheckType().create(options);
  }
}
