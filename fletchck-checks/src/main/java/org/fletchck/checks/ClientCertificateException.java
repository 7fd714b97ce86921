package org.fletchck.checks;

import java.io.IOException;

/**
 * Says that a server ended a handshake for want of a client's certificate, after it showed its own.
 */
final class ClientCertificateException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Evidence evidence;

  ClientCertificateException(Evidence evidence, IOException cause) {
    super(Reasons.CLIENT_CERTIFICATE, cause);
    this.evidence = evidence;
  }

  Evidence evidence() {
    return evidence;
  }
}
