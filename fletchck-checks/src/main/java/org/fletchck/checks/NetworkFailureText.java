package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Explains in plain words why something on the network failed, where Java's messages don't. */
final class NetworkFailureText {

  private static final String ALERT = "Received fatal alert: ";

  /** The failure when a server ends a handshake because the client has no certificate. */
  static final String CLIENT_CERTIFICATE = "the server requires a client certificate";

  private NetworkFailureText() {}

  /** Returns an exception in plain words, or the same one if its message is already readable. */
  static IOException explained(IOException e, String doing) {
    boolean tls = e instanceof SSLException;
    if (e instanceof SocketException || (tls && e.getCause() instanceof SocketException)) {
      return new IOException(dropped(said(e)) + ", while " + doing, e);
    }
    if (tls) {
      return new SSLException(tls(e), e);
    }
    if (e instanceof EOFException) {
      return new IOException("the server closed the connection, while " + doing, e);
    }
    return e;
  }

  /** Returns why connecting to an endpoint failed. */
  static String connect(IOException e, Endpoint place) {
    if (e instanceof NoRouteToHostException) {
      return "no route to " + place;
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer from " + place;
    }
    if (said(e).contains("Network is unreachable")) {
      return "network of " + place + " is unreachable";
    }
    if (e instanceof ConnectException && said(e).contains("refused")) {
      return "connection refused by " + place;
    }
    return "can't connect to " + place + ": " + said(e);
  }

  private static String dropped(String said) {
    return said.contains("reset") || said.equals("Broken pipe")
        ? "the server reset the connection"
        : said.toLowerCase(Locale.ROOT);
  }

  private static String tls(IOException e) {
    String said = said(e);
    if (said.contains("Unsupported or unrecognized SSL message")) {
      return "the server doesn't speak TLS on this port";
    }
    if (e.getCause() instanceof EOFException || said.contains("terminated the handshake")) {
      return "the server closed the connection during the TLS handshake";
    }
    if (said.contains("protocol_version") || said.contains("not accepted by client preferences")) {
      return "the server supports neither TLS 1.2 nor TLS 1.3";
    }
    if (said.contains("certificate_required")) {
      return CLIENT_CERTIFICATE;
    }
    if (said.contains("exceeds the maximum allowed")) {
      return "the certificates exceed the limits of this Java: "
          + ValueTexts.clean(said, 200)
          + "; start it with -Djdk.tls.maxCertificateChainLength=100"
          + " -Djdk.tls.maxHandshakeMessageSize=262144";
    }
    int alert = said.indexOf(ALERT);
    if (alert >= 0) {
      return "the server refused TLS: " + said.substring(alert + ALERT.length()).replace('_', ' ');
    }
    return "TLS failed: " + ValueTexts.clean(said, 200);
  }

  /** Returns the message of an exception, or its type if it has none. */
  static String said(Throwable e) {
    @Nullable String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
