package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** Greets a mail server as another mail server does, with STARTTLS or without. */
public final class SmtpCheckType implements CheckType {

  private static final Option<Integer> PORT = NetOptions.port(25);
  private static final Option<Duration> TIMEOUT = Option.timeout(6);
  private static final Option<Boolean> TLS =
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
    return List.of(NetOptions.HOSTNAME, PORT, TIMEOUT, TLS, NetOptions.SELFSIGNED, NetOptions.DAYS);
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
        (steps, socket) -> SmtpTalk.hold(steps, socket, starttls));
  }
}
