package org.fletchck.checks;

import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake showed.
 *
 * @param protocol the version, such as {@code TLSv1.3}
 * @param cipher the cipher suite
 * @param certificate what the server's certificate says
 * @param distrust why the server isn't trusted, following "certificate"; null if it is
 * @param expiry says that the certificate expires too soon; null if it doesn't
 */
record Evidence(
    String protocol,
    String cipher,
    CertificateFacts certificate,
    @Nullable String distrust,
    @Nullable String expiry) {

  /** Returns what to log. */
  List<String> lines() {
    String dates =
        "valid from "
            + Texts.day(certificate.notBefore())
            + " to "
            + Texts.day(certificate.notAfter())
            + ", "
            + (certificate.left().isNegative()
                ? "expired"
                : Texts.count(certificate.daysLeft(), "day") + " left");
    String names = String.join(", ", certificate.names());
    String chain = Texts.count(certificate.chain().size(), "certificate");
    return List.of(
        protocol + ", " + cipher + ", " + chain,
        "certificate of " + certificate.subject() + ", issued by " + certificate.issuer(),
        dates + (names.isEmpty() ? "" : ", for " + names));
  }

  /** Returns the result with the facts. */
  CheckResult addTo(CheckResult result) {
    CheckResult full =
        result
            .withDetail("protocol", protocol)
            .withDetail("cipher", cipher)
            .withDetail("subject", certificate.subject())
            .withDetail("issuer", certificate.issuer())
            .withDetail("names", String.join(", ", certificate.names()))
            .withDetail("notBefore", certificate.notBefore().toString())
            .withDetail("notAfter", certificate.notAfter().toString())
            .withDetail("daysLeft", Long.toString(certificate.daysLeft()))
            .withDetail("chain", Integer.toString(certificate.chain().size()));
    return distrust == null ? full : full.withDetail("distrust", distrust);
  }

  /**
   * Returns the result with the facts; a pass becomes a failure if the certificate expires soon.
   */
  CheckResult judge(CheckResult result) {
    if (expiry == null || result.verdict() != Verdict.PASSED) {
      return addTo(result);
    }
    CheckResult failed = CheckResult.fail(expiry).withSoftFail(CheckResult.CERTIFICATE);
    failed = result.level().map(failed::withLevel).orElse(failed);
    for (Map.Entry<String, String> detail : result.details().entrySet()) {
      failed = failed.withDetail(detail.getKey(), detail.getValue());
    }
    return addTo(failed);
  }
}
