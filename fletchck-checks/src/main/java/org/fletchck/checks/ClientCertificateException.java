package org.fletchck.checks;

import java.io.IOException;

/**
 * Says that a server ended a handshake for want of a client's certificate, after it showed its own.
 */
final class ClientCertificateException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient HandshakeInfo handshake;

  ClientCertificateException(HandshakeInfo handshake, IOException cause) {
    super(NetworkFailureText.CLIENT_CERTIFICATE, cause);
    this.handshake = handshake;
  }

  HandshakeInfo evidence() {
    return handshake;
  }
}
