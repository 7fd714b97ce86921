package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Queries a Network UPS Tools server for the status of a UPS. */
@PluginApi(PluginApi.VERSION)
public final class NutCheckType implements CheckType {

  /** The name or address of the server: {@code localhost} by default. */
  public static final Option<String> HOSTNAME =
      Option.text("hostname", "Name or address of the server")
          .check(hostname -> Endpoint.of(hostname, 0))
          .orElse("localhost");

  /** The port: 3493 by default. */
  public static final Option<Integer> PORT = NetOptions.port(3493);

  /** The name of the UPS on the server: {@code ups} by default. */
  public static final Option<String> UPS =
      Option.text("upsName", "Name of the UPS on the server")
          .check(NutCheckType::checkUps)
          .orElse("ups");

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  /** The user name on the server; requires a password. */
  public static final Option<String> USERNAME =
      Option.text("username", "User name on the server; most servers need none to read the status")
          .check(NutCheckType::checkLine);

  /** The password of that user; never shown. */
  public static final Option<String> PASSWORD =
      Option.secret("password", "Password of that user").check(NutCheckType::checkLine);

  private static void checkUps(String name) {
    if (!name.matches("[!-~&&[^\"\\\\@]]{1,100}")) {
      throw new IllegalArgumentException(
          "expected a name such as ups, without the host, found \"" + name + '"');
    }
  }

  private static void checkLine(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a string without line breaks");
    }
  }

  @Override
  public String name() {
    return "nut";
  }

  @Override
  public String summary() {
    return "Queries a Network UPS Tools server, and fails when the UPS is on battery or has a"
        + " problem.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, UPS, TIMEOUT, USERNAME, PASSWORD);
  }

  @Override
  public Check create(Options options) {
    boolean named = options.has(USERNAME);
    if (named != options.has(PASSWORD)) {
      throw new IllegalArgumentException("set both username and password, or neither");
    }
    return new NutCheck(
        Endpoint.of(options.get(HOSTNAME), options.get(PORT)),
        options.get(UPS),
        named ? new NutDialogue.Login(options.get(USERNAME), options.get(PASSWORD)) : null,
        options.get(TIMEOUT));
  }
}
