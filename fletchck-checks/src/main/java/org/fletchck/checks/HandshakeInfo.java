package org.fletchck.checks;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS handshake showed.
 *
 * @param protocol the version, such as {@code TLSv1.3}
 * @param cipher the cipher suite
 * @param asksForClient whether the server asked for a client certificate
 * @param certificate the facts of the server's certificate
 * @param distrust why the server isn't trusted, worded to follow "certificate"; null if it is
 * @param expiry the message that the certificate expires too soon; null if it doesn't
 */
record HandshakeInfo(
    String protocol,
    String cipher,
    boolean asksForClient,
    CertificateFacts certificate,
    @Nullable String distrust,
    @Nullable String expiry) {

  /** Returns the lines to log. */
  List<String> lines() {
    String dates =
        "valid from "
            + ValueTexts.day(certificate.notBefore())
            + " to "
            + ValueTexts.day(certificate.notAfter())
            + ", "
            + certificate.leftOf(certificate.own());
    String names = String.join(", ", certificate.names());
    String chain = ValueTexts.count(certificate.chain().size(), "certificate");
    List<String> lines = new ArrayList<>();
    lines.add(protocol + ", " + cipher + ", " + chain);
    lines.add("certificate of " + certificate.subject() + ", issued by " + certificate.issuer());
    lines.add(dates + (names.isEmpty() ? "" : ", for " + names));
    X509Certificate first = certificate.firstToExpire();
    if (!first.equals(certificate.own())) {
      lines.add(
          "trusted only until "
              + CertificateFacts.subject(first)
              + " expires on "
              + ValueTexts.day(first.getNotAfter().toInstant())
              + ", "
              + certificate.leftOf(first));
    }
    if (asksForClient) {
      lines.add("the server requests a client certificate");
    }
    return lines;
  }

  /** Returns the result with these facts as details. */
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
   * Returns the result with these facts; a pass becomes a failure if the certificate expires soon.
   */
  CheckResult judge(CheckResult result) {
    if (expiry == null || result.verdict() != Verdict.PASSED) {
      return addTo(result);
    }
    CheckResult failed = CheckResult.fail(expiry).withTrustFailure(CheckResult.CERTIFICATE);
    failed = result.level().map(failed::withLevel).orElse(failed);
    for (Map.Entry<String, String> detail : result.details().entrySet()) {
      failed = failed.withDetail(detail.getKey(), detail.getValue());
    }
    return addTo(failed);
  }
}
