package org.fletchck.checks;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Records what a server presented in a handshake and how it was judged, and lets the handshake
 * continue in any case, so that everything can be reported.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {

  private final @Nullable X509ExtendedTrustManager judge;
  private final Endpoint target;
  private List<X509Certificate> chain = List.of();
  private @Nullable CertificateException refusal;
  private boolean chainTrusted;
  private String protocol = "";
  private String cipher = "";

  /**
   * Creates one that asks this judge; null accepts everything.
   *
   * @param target the host that the certificate must be for
   */
  RecordingTrustManager(@Nullable X509ExtendedTrustManager judge, Endpoint target) {
    this.judge = judge;
    this.target = target;
  }

  /** Returns the version of TLS, such as {@code TLSv1.3}. */
  String protocol() {
    return protocol;
  }

  /** Returns the cipher suite. */
  String cipher() {
    return cipher;
  }

  /** Returns the certificates as they were sent, the server's own first. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** Returns why the judge refused, or null. */
  @Nullable CertificateException refusal() {
    return refusal;
  }

  /** Returns whether only the host name didn't match. */
  boolean chainTrusted() {
    return chainTrusted;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String keyExchange, Socket socket) {
    chain = List.of(sent);
    SSLSession session = ((SSLSocket) socket).getHandshakeSession();
    protocol = session.getProtocol();
    cipher = session.getCipherSuite();
    if (judge == null) {
      return;
    }
    try {
      judge.checkServerTrusted(sent, keyExchange, socket); // chain and, if it can, host name
      if (!target.isNamedForJava() && !CertificateFacts.isFor(target.name(), sent[0])) {
        chainTrusted = true;
        refusal = new CertificateException("it has other names");
      }
    } catch (CertificateException e) {
      refusal = e;
      chainTrusted = trustsChain(judge, sent, keyExchange);
    }
  }

  private static boolean trustsChain(
      X509ExtendedTrustManager judge, X509Certificate[] sent, String keyExchange) {
    try {
      judge.checkServerTrusted(sent, keyExchange);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String keyExchange, SSLEngine engine)
      throws CertificateException {
    throw onlySockets();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String keyExchange)
      throws CertificateException {
    throw onlySockets();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String keyExchange, Socket socket)
      throws CertificateException {
    throw onlySockets();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String keyExchange, SSLEngine engine)
      throws CertificateException {
    throw onlySockets();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String keyExchange)
      throws CertificateException {
    throw onlySockets();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException onlySockets() {
    return new CertificateException("only servers reached through a socket are judged");
  }
}
