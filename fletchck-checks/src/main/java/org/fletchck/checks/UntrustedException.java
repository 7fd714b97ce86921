package org.fletchck.checks;

import java.io.IOException;
import org.fletchck.spi.CheckResult;

/** Says that a server isn't trusted, with what it showed. */
final class UntrustedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient HandshakeInfo handshake;

  UntrustedException(HandshakeInfo handshake) {
    super("certificate " + handshake.distrust());
    this.handshake = handshake;
  }

  HandshakeInfo evidence() {
    return handshake;
  }

  /** Returns the failure of trust, with the facts of the certificate. */
  CheckResult result() {
    return handshake.addTo(
        CheckResult.fail(NetworkFailureText.said(this)).withTrustFailure(CheckResult.CERTIFICATE));
  }
}
