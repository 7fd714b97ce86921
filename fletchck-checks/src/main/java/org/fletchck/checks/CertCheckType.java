package org.fletchck.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginApi;
import org.jspecify.annotations.Nullable;

/** Judges a server's certificate, whatever service the server provides. */
@PluginApi(PluginApi.VERSION)
public final class CertCheckType implements CheckType {

  /** The name or address of the host: required. */
  public static final Option<String> HOSTNAME = NetOptions.HOSTNAME;

  /** The port: 443 by default. */
  public static final Option<Integer> PORT = NetOptions.port(443);

  /** The time limit of one attempt, everything included: 10 s by default. */
  public static final Option<Duration> TIMEOUT = Option.timeout(10);

  /** Whether any certificate is accepted: not by default. */
  public static final Option<Boolean> SELFSIGNED = NetOptions.SELFSIGNED;

  /** The days of validity that the certificate must have left: 7 by default. */
  public static final Option<Integer> DAYS = NetOptions.DAYS;

  /** The text to send after the handshake. */
  public static final Option<String> PROBE =
      Option.text(
              "probe",
              "Text to send after the handshake; the server must answer or close the connection"
                  + " properly")
          .multiline();

  /** The protocol used to request TLS, such as {@code smtp}; TLS starts at once by default. */
  public static final Option<String> STARTTLS =
      Option.choice(
          "starttls",
          "Protocol used to request TLS (STARTTLS); without it TLS starts at once",
          Arrays.stream(StartTls.values())
              .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
              .toArray(String[]::new));

  private final Supplier<X509ExtendedTrustManager> trust;

  /** Creates the type; certificates are judged by what this Java trusts. */
  public CertCheckType() {
    this(TrustStore::system);
  }

  CertCheckType(Supplier<X509ExtendedTrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public String name() {
    return "cert";
  }

  @Override
  public String summary() {
    return "Fails when a server's certificate is untrusted, for another host or about to expire.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTNAME, PORT, TIMEOUT, SELFSIGNED, PROBE, DAYS, STARTTLS);
  }

  @Override
  public Check create(Options options) {
    return new CertCheck(
        Endpoint.of(options.get(HOSTNAME), options.get(PORT)),
        options.get(TIMEOUT),
        Tls.of(options, trust).judgingExpiry(),
        options
            .find(STARTTLS)
            .map(word -> StartTls.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(null),
        options.find(PROBE).orElse(null));
  }

  private record CertCheck(
      Endpoint target,
      Duration timeout,
      Tls tls,
      @Nullable StartTls startTls,
      @Nullable String probe)
      implements Check {

    private static final int ANSWER_LIMIT = 1024;

    @Override
    public CheckResult run(CheckContext context) throws IOException {
      TimedSteps steps = new TimedSteps(context, timeout);
      try (CheckConnection connection = CheckConnection.open(steps, target)) {
        LineDialogue dialogue = new LineDialogue(steps, connection);
        if (startTls != null) {
          ask(steps, dialogue, startTls);
        }
        HandshakeInfo handshake = dialogue.startTls(tls);
        if (probe != null) {
          send(steps, connection, probe);
        }
        steps.total();
        return handshake.judge(CheckResult.pass().withLevel(left(handshake)));
      } catch (ClientCertificateException e) {
        if (probe != null) {
          throw e;
        }
        steps.total(); // its certificate is all that is judged here, as with TLS 1.3
        return e.evidence().judge(CheckResult.pass().withLevel(left(e.evidence())));
      } catch (UntrustedException e) {
        steps.total();
        return e.result().withLevel(left(e.evidence()));
      }
    }

    private static void ask(TimedSteps steps, LineDialogue dialogue, StartTls protocol)
        throws IOException {
      steps.time(
          "starttls",
          () -> {
            protocol.ask(dialogue);
            return true;
          });
    }

    private void send(TimedSteps steps, CheckConnection connection, String text)
        throws IOException {
      byte[] answer = new byte[ANSWER_LIMIT];
      int length =
          steps.time(
              "first",
              "waiting for the answer from " + target,
              () -> {
                connection.out().write(text.getBytes(StandardCharsets.UTF_8));
                return connection.in().read(answer);
              });
      String said = new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
      steps
          .context()
          .log(length < 0 ? "closed without an answer" : "answered " + ValueTexts.said(said, 200));
    }

    private static String left(HandshakeInfo handshake) {
      CertificateFacts facts = handshake.certificate();
      return facts.left().isNegative() ? "expired" : ValueTexts.count(facts.daysLeft(), "day");
    }
  }
}
