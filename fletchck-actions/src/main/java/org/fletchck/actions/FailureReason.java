package org.fletchck.actions;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Describes why a connection failed, from the nested exceptions of a library. */
final class FailureReason {

  private static final Pattern NAME =
      Pattern.compile("(?i).*(?:matching|match) (?:IP address )?(\\S+?)(?: found\\.?)?");
  private static final Pattern ALERT = Pattern.compile("(?i).*fatal alert: (\\w+)");

  /** Library messages and what to say instead. */
  private static final Map<String, String> SAID =
      Map.of(
          "[EOF]", "it closed the connection",
          "unable to find valid certification path", "its issuer isn't trusted here",
          "Unsupported or unrecognized SSL message", "it doesn't speak TLS on this port",
          "Remote host terminated the handshake", "it ended the TLS handshake",
          "parser received no bytes", "it closed the connection without an answer",
          "EOF reached while reading", "it closed the connection in the middle of its answer",
          "Invalid status line", "it doesn't speak HTTP on this port",
          "STARTTLS is required", "it doesn't offer STARTTLS; set tls to what it requires");

  private FailureReason() {}

  /**
   * Returns the reason.
   *
   * @param own whether to use the exception's own message rather than that of its root cause
   */
  static String of(Throwable e, boolean own) {
    List<Throwable> chain =
        Stream.iterate(e, t -> t != null, Throwable::getCause).limit(20).toList();
    for (Throwable t : chain) {
      if (t instanceof CertificateException) {
        return "its certificate can't be trusted: " + certificate(t, chain);
      }
      if (t instanceof ConnectException && t.getMessage() == null) {
        return "can't connect to it";
      }
    }
    for (Throwable t : chain) {
      if (t instanceof SSLException) {
        return tls(String.valueOf(t.getMessage()));
      }
    }
    return plain(own ? e : chain.get(chain.size() - 1));
  }

  private static String certificate(Throwable refused, List<Throwable> chain) {
    if (chain.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return "it has expired";
    }
    if (chain.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return "it isn't valid yet";
    }
    String message = String.valueOf(refused.getMessage());
    Matcher name = NAME.matcher(message);
    return name.matches() ? "it isn't valid for " + name.group(1) : said(message);
  }

  private static String tls(String message) {
    Matcher alert = ALERT.matcher(message);
    if (alert.matches()) {
      return "it refused TLS: " + alert.group(1).replace('_', ' ');
    }
    String said = said(message);
    return said.equals(message) ? "TLS failed: " + message : said;
  }

  private static String plain(Throwable e) {
    String message = e.getMessage();
    if (message != null && !message.isBlank()) {
      return said(message.strip());
    }
    if (e instanceof SocketTimeoutException || e instanceof HttpTimeoutException) {
      return "it didn't answer in time";
    }
    if (e instanceof UnresolvedAddressException) {
      return "its name can't be resolved";
    }
    if (e instanceof ClosedChannelException
        || e instanceof EOFException
        || e instanceof CancellationException) {
      return "the connection was closed";
    }
    return e instanceof ProtocolException
        ? "its answer can't be read"
        : "an unexpected error (" + e.getClass().getSimpleName() + ")";
  }

  private static String said(String message) {
    return SAID.entrySet().stream()
        .filter(entry -> message.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(message);
  }
}
