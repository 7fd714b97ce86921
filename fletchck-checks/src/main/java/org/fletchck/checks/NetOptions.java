package org.fletchck.checks;

import org.fletchck.spi.Option;

/** The options that checks of network services share; {@code timeout} is {@link Option#timeout}. */
final class NetOptions {

  /** The host looked at. */
  static final Option<String> HOSTNAME =
      Option.text("hostname", "Name or address of the host")
          .check(hostname -> Endpoint.of(hostname, 0))
          .required();

  /** Trust in any certificate. */
  static final Option<Boolean> SELFSIGNED =
      Option.flag("selfsigned", "Accept any certificate: don't judge issuer and host name")
          .orElse(false);

  /** The warning before a certificate expires. */
  static final Option<Integer> DAYS =
      Option.integer(
              "days",
              "Fail when the certificate expires in fewer days; at most a third of its life counts")
          .between(0, 3650)
          .orElse(7);

  private NetOptions() {}

  /** Declares {@code port} with a default. */
  static Option<Integer> port(int fallback) {
    return port().orElse(fallback);
  }

  /** Declares {@code port} without a default. */
  static Option<Integer> port() {
    return Option.integer("port", "TCP port").between(1, 65535);
  }
}
