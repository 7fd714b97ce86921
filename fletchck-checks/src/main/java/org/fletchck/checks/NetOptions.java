package org.fletchck.checks;

import org.fletchck.spi.Option;

/** Options shared by checks of network services; {@code timeout} is {@link Option#timeout}. */
final class NetOptions {

  /** The host to check. */
  static final Option<String> HOSTNAME =
      Option.text("hostname", "Name or address of the host")
          .check(hostname -> Endpoint.of(hostname, 0))
          .required();

  /** Whether any certificate is trusted. */
  static final Option<Boolean> SELFSIGNED =
      Option.flag(
              "selfsigned", "Accept any certificate, such as a self-signed one, for any host name")
          .orElse(false);

  /** The days of validity that a certificate must have left. */
  static final Option<Integer> DAYS =
      Option.integer(
              "days",
              "Fails when the certificate expires in fewer days; limited to a third of its"
                  + " lifetime")
          .between(0, 3650)
          .orElse(7);

  private NetOptions() {}

  /** Declares the option {@code port} with a default. */
  static Option<Integer> port(int fallback) {
    return port().orElse(fallback);
  }

  /** Declares the option {@code port} without a default. */
  static Option<Integer> port() {
    return Option.integer("port", "TCP port").between(1, 65535);
  }
}
