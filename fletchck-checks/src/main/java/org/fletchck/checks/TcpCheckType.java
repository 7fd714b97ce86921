package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;

/** Connects to a port, and judges the answer if configured to. */
@PluginApi(PluginApi.VERSION)
public final class TcpCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: required. */
  public static final Option<Integer> PORT = NetOptions.port().required();

  /** The time limit of one attempt, everything included: 5 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(5);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** Whether TLS is used from the first byte: not by default. */
  public static final Option<Boolean> TLS =
      Option.flag("tls", "Use TLS from the first byte").orElse(false);

  /** The text to send once connected. */
  public static final Option<String> PROBE =
      Option.text(
              "probe",
              "Text to send once connected; without matches the check doesn't wait for an answer")
          .multiline();

  /** A regular expression (RE2) that the first 64 KiB of the answer must match. */
  public static final Option<String> MATCHES =
      Option.text(
              "matches",
              "Fails unless the first 64 KiB of the answer match this regular expression (RE2)")
          .check(Patterns::compile);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public TcpCheckType() {
    this(TrustStore::system);
  }

  TcpCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public String summary() {
    return "Fails when a TCP port doesn't accept connections or the answer isn't as expected.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, TLS, SELFSIGNED, DAYS, PROBE, MATCHES);
  }

  @Override
  public Check create(Options options) {
    return new TcpCheck(
        Endpoint.of(options.get(HOSTNAME), options.get(PORT)),
        options.get(TIMEOUT),
        options.get(TLS) ? Tls.of(options, trust) : null,
        options.find(PROBE).orElse(""),
        options.find(MATCHES).map(Patterns::compile).orElse(null));
  }
}
