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

/** Connects to an IMAP server over TLS, without logging in. */
@PluginApi(PluginApi.VERSION)
public final class ImapCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 993 by default. */
  public static final Option<Integer> PORT = NetOptions.port(993);

  /** The time limit of one attempt, everything included: 6 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(6);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** Whether the connection starts in plain text and uses STARTTLS: not by default. */
  public static final Option<Boolean> STARTTLS =
      Option.flag("starttls", "Start in plain text and upgrade with STARTTLS, as on port 143")
          .orElse(false);

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public ImapCheckType() {
    this(TrustStore::system);
  }

  ImapCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "imap";
  }

  @Override
  public String summary() {
    return "Fails when an IMAP server doesn't answer over TLS, or its certificate isn't trusted.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, SELFSIGNED, DAYS, STARTTLS);
  }

  @Override
  public Check create(Options options) {
    boolean starttls = options.get(STARTTLS);
    return MailCheck.of(
        options,
        PORT,
        TIMEOUT,
        trust,
        !starttls,
        starttls ? ImapDialogue::withStartTls : (dialogue, tls) -> ImapDialogue.plain(dialogue));
  }
}
