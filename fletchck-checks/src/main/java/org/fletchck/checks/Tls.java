package org.fletchck.checks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * How a check uses TLS and what it demands of a certificate. Each handshake is a full one, because
 * a resumed session would hide a new certificate.
 *
 * @param trust supplies the judge of chains and names; called only when one is needed
 * @param judgesPeer whether issuer and host name matter
 * @param judgesExpiry whether dates matter
 * @param days how long a certificate must still be valid
 */
record Tls(
    Supplier<X509ExtendedTrustManager> trust, boolean judgesPeer, boolean judgesExpiry, int days) {

  /** Returns what {@link NetOptions#SELFSIGNED} and {@link NetOptions#DAYS} ask for. */
  static Tls of(Options options, Supplier<X509ExtendedTrustManager> trust) {
    boolean judges = !options.get(NetOptions.SELFSIGNED);
    return new Tls(trust, judges, judges, options.get(NetOptions.DAYS));
  }

  /** Returns this with dates judged even if nothing else is. */
  Tls judgingExpiry() {
    return new Tls(trust, judgesPeer, true, days);
  }

  /** The result of a handshake. */
  record SecuredSocket(SSLSocket socket, HandshakeInfo evidence) {}

  /**
   * Secures a connection, whether or not the server is trusted: check {@link
   * HandshakeInfo#distrust()} before sending anything. Closing the result closes the plain socket.
   *
   * @throws ClientCertificateException if it fails after the server asked for a client certificate
   */
  SecuredSocket handshake(Socket plain, Endpoint target, Instant now) throws IOException {
    RecordingTrustManager trustManager =
        new RecordingTrustManager(judgesPeer ? trust.get() : null, target);
    ClientCertificateRequest request = new ClientCertificateRequest();
    SSLSocket socket = socket(plain, target, context(request, trustManager));
    try {
      socket.startHandshake();
    } catch (SSLException | SocketException e) {
      if (!request.isMade() || trustManager.chain().isEmpty()) {
        throw e;
      }
      throw new ClientCertificateException(evidence(request, trustManager, target, now), e);
    }
    return new SecuredSocket(socket, evidence(request, trustManager, target, now));
  }

  private static SSLSocket socket(Socket plain, Endpoint target, SSLContext context)
      throws IOException {
    SSLSocketFactory factory = context.getSocketFactory();
    SSLSocket socket;
    SSLParameters parameters;
    if (target.isAddress()) {
      socket = (SSLSocket) factory.createSocket(plain, target.name(), target.port(), true);
      parameters = socket.getSSLParameters();
    } else {
      InputStream in = new NameWarningFilter(plain.getInputStream());
      socket = (SSLSocket) factory.createSocket(plain, in, true);
      socket.setUseClientMode(true);
      parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new ServerName(target.name())));
    }
    if (target.isNamedForJava()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // passed on by our trust manager
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** A host name of any characters, sent as it is. */
  private static final class ServerName extends SNIServerName {
    ServerName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static SSLContext context(
      ClientCertificateRequest request, RecordingTrustManager trustManager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {request}, new TrustManager[] {trustManager}, ContextHolder.RANDOM);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private HandshakeInfo evidence(
      ClientCertificateRequest request,
      RecordingTrustManager trustManager,
      Endpoint target,
      Instant now) {
    CertificateFacts facts =
        new CertificateFacts(trustManager.chain(), path(trustManager, now), now);
    String distrust = judgesExpiry ? facts.untimely() : null;
    if (distrust == null && trustManager.refusal() != null) {
      distrust = TrustFailure.inWords(facts, trustManager, target);
    }
    return new HandshakeInfo(
        trustManager.protocol(),
        trustManager.cipher(),
        request.isMade(),
        facts,
        distrust,
        judgesExpiry ? expiry(facts) : null);
  }

  /** Returns the certificates whose expiry matters: only those that trust depends on. */
  private List<X509Certificate> path(RecordingTrustManager trustManager, Instant now) {
    return judgesPeer && trustManager.refusal() == null
        ? TrustPath.of(trust.get(), trustManager.chain(), now)
        : List.of(trustManager.chain().get(0));
  }

  /** Returns why it expires too soon, or null; its own lifetime shows how often it is renewed. */
  private @Nullable String expiry(CertificateFacts facts) {
    Duration third = Duration.between(facts.notBefore(), facts.notAfter()).dividedBy(3);
    Duration wanted = Duration.ofDays(days);
    if (facts.left().compareTo(wanted.compareTo(third) < 0 ? wanted : third) >= 0) {
      return null;
    }
    X509Certificate first = facts.firstToExpire();
    return (first.equals(facts.own())
            ? "certificate"
            : "intermediate certificate " + CertificateFacts.subject(first))
        + " expires in "
        + ValueTexts.count(facts.daysLeft(), "day")
        + ", on "
        + ValueTexts.day(first.getNotAfter().toInstant());
  }

  /** Initialized when the first handshake needs it. */
  private static final class ContextHolder {
    static final SecureRandom RANDOM = new SecureRandom();
  }
}
