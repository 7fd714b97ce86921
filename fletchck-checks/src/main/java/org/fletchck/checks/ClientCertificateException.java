package org.fletchck.checks;

import java.io.IOException;

/**
 * Says that a server ended a handshake for want of a client's certificate, after it showed its own.
 */
final class ClientCertificateException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient HandshakeInfo evidence;

  ClientCertificateException(HandshakeInfo evidence, IOException cause) {
    super(NetworkFailureText.CLIENT_CERTIFICATE, cause);
    this.evidence = evidence;
  }

  HandshakeInfo evidence() {
    return evidence;
  }
}
