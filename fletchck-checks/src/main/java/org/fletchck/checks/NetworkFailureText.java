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

/** Says in plain words why something on the network failed, where Java's own words are not. */
final class NetworkFailureText {

  private static final String ALERT = "Received fatal alert: ";

  /** That a server ends a handshake for want of it. */
  static final String CLIENT_CERTIFICATE = "the server wants a client certificate";

  private NetworkFailureText() {}

  /** Returns the exception in plain words, or itself if its message is fit for people. */
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

  /** Returns why a place can't be connected to. */
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
      return "the certificates are more than this Java takes: "
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

  /** Returns the message, or the kind of an exception without one. */
  static String said(Throwable e) {
    @Nullable String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
