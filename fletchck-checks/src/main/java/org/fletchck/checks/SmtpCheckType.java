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

/** Greets a mail server as another mail server does, with STARTTLS or without. */
@PluginApi(PluginApi.VERSION)
public final class SmtpCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 25 by default. */
  public static final Option<Integer> PORT = NetOptions.port(25);

  /**
   * The limit of one try, all of it together: 10 s by default, above the 6 s that Postfix lets
   * strangers wait.
   */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days before the end of a certificate from which on it fails: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** Whether STARTTLS is used, without which it then fails: by default. */
  public static final Option<Boolean> TLS =
      Option.flag("tls", "Use STARTTLS; fails when the server can't").orElse(true);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Makes the type; certificates are judged by what this Java trusts. */
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
