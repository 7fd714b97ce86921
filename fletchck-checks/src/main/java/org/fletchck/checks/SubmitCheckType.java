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

/** Greets a mail submission server, over TLS from the start (RFC 8314). */
@PluginApi(PluginApi.VERSION)
public final class SubmitCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 465 by default. */
  public static final Option<Integer> PORT = NetOptions.port(465);

  /** The time limit of one attempt, everything included: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public SubmitCheckType() {
    this(TrustStore::system);
  }

  SubmitCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public String summary() {
    return "Fails when a mail submission server doesn't answer EHLO over TLS, or its certificate"
        + " isn't trusted.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, SELFSIGNED, DAYS);
  }

  @Override
  public Check create(Options options) {
    return MailCheck.of(
        options, PORT, TIMEOUT, trust, true, (dialogue, tls) -> SmtpDialogue.submission(dialogue));
  }
}
