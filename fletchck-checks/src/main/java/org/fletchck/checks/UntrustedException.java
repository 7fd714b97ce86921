package org.fletchck.checks;

import java.io.IOException;
import org.fletchck.spi.CheckResult;

/** Thrown when a server isn't trusted; holds what it presented. */
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

  /** Returns the trust failure, with the facts of the certificate. */
  CheckResult result() {
    return handshake.addTo(
        CheckResult.fail(NetworkFailureText.said(this)).withTrustFailure(CheckResult.CERTIFICATE));
  }
}
