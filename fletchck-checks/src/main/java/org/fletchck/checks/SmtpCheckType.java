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

/** Greets a mail server as another mail server would, with or without STARTTLS. */
@PluginApi(PluginApi.VERSION)
public final class SmtpCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 25 by default. */
  public static final Option<Integer> PORT = NetOptions.port(25);

  /**
   * The time limit of one attempt, everything included: 10 s by default, more than the 6 s that
   * Postfix makes unknown clients wait.
   */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** Whether STARTTLS is used, and must be offered: true by default. */
  public static final Option<Boolean> TLS =
      Option.flag("tls", "Use STARTTLS; fails when the server doesn't offer it").orElse(true);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public SmtpCheckType() {
    this(TrustStore::system);
  }

  SmtpCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String summary() {
    return "Fails when a mail server doesn't answer EHLO, or its certificate isn't trusted.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, TLS, SELFSIGNED, DAYS);
  }

  @Override
  public Check create(Options options) {
    boolean starttls = options.get(TLS);
    return MailCheck.of(
        options,
        PORT,
        TIMEOUT,
        trust,
        false,
        starttls ? SmtpDialogue::withStartTls : (dialogue, tls) -> SmtpDialogue.plain(dialogue));
  }
}
