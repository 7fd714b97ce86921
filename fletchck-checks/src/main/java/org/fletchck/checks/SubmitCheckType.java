package org.fletchck.checks;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;

/** Greets the server that takes mail from users, over TLS from the start (RFC 8314). */
public final class SubmitCheckType implements CheckType {

  private static final Option<Integer> PORT = NetOptions.port(465);
  private static final Option<Duration> TIMEOUT = Option.timeout(10);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Makes the type; certificates are judged by what this Java trusts. */
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
    return "Fails when a mail submission server doesn't answer EHLO over TLS, or isn't trusted.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(NetOptions.HOSTNAME, PORT, TIMEOUT, NetOptions.SELFSIGNED, NetOptions.DAYS);
  }

  @Override
  public Check create(Options options) {
    return MailCheck.of(
        options,
        PORT,
        TIMEOUT,
        trust,
        true,
        (steps, socket) -> SmtpTalk.hold(steps, socket, false));
  }
}
