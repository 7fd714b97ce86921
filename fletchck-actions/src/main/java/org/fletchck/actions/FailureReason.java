package org.fletchck.actions;

import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Finds the words for a connection that failed in what a library wraps. */
final class FailureReason {

  private FailureReason() {}

  /**
   * Returns why.
   *
   * @param own whether the exception's own message says it all, rather than that of its root
   */
  static String of(Throwable e, boolean own) {
    Throwable root = e;
    Throwable tls = null;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return "its certificate can't be trusted: " + t.getMessage();
      }
      if (t instanceof ConnectException && t.getMessage() == null) {
        return "it can't be connected to";
      }
      tls = t instanceof SSLException ? t : tls;
      root = t;
    }
    if (tls != null) {
      return "TLS failed: " + tls.getMessage();
    }
    Throwable told = own ? e : root;
    return told.getMessage() == null ? told.toString() : told.getMessage().strip();
  }
}
