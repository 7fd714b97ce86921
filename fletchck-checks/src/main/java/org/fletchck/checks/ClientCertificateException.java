package org.fletchck.checks;

import java.io.IOException;

/**
 * Thrown when a server ends a handshake for lack of a client certificate, after presenting its own.
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
