package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Exchanges keys with an SSH server and compares its host key with the known one. */
@PluginApi(PluginApi.VERSION)
public final class SshCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 22 by default. */
  public static final Option<Integer> PORT = NetOptions.port(22);

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  /** The host key that the server must have: the first one seen by default. */
  public static final Option<String> HOSTKEY =
      Option.text("hostkey", "Expected host key, as printed by ssh-keyscan or in base64")
          .check(HostKey::parse)
          .describeDefault("the first one seen");

  @Override
  public String name() {
    return "ssh";
  }

  @Override
  public String summary() {
    return "Fails when an SSH server doesn't complete the key exchange or its host key has"
        + " changed.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, HOSTKEY);
  }

  @Override
  public Check create(Options options) {
    return new SshCheck(
        Endpoint.of(options.get(HOSTNAME), options.get(PORT)),
        options.get(TIMEOUT),
        options.find(HOSTKEY).map(HostKey::parse).orElse(null));
  }
}
