package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.fletchck.spi.CheckResult;

/** What the check {@code cert} says of a server that has a certificate for localhost. */
final class Judged {

  private Judged() {}

  /** Asks as one who trusts the issuer, and as one who doesn't. */
  static void assertJudged(String starttls, int port) {
    Object[] options = {"hostname", "localhost", "port", port, "starttls", starttls};
    Ran trusting = Ran.check(new CertCheckType(Pki.TRUSTED::judge), options);
    assertThat(trusting.reason()).as(starttls).isEmpty();
    assertThat(trusting.passed()).as(starttls).isTrue();
    assertThat(trusting.result().level()).contains("59 days");
    assertThat(trusting.result().details()).containsEntry("subject", "CN=localhost");
    Ran doubting = Ran.check(new CertCheckType(Pki.UNKNOWN::judge), options);
    assertThat(doubting.reason()).as(starttls).startsWith("certificate has an unknown issuer, ");
    assertThat(doubting.result().trustFailure()).contains(CheckResult.CERTIFICATE);
  }
}
