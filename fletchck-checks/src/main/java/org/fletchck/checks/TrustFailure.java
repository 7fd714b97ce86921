package org.fletchck.checks;

import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Explains in plain words why a certificate isn't trusted. */
final class TrustFailure {

  private TrustFailure() {}

  /** Returns the cause, worded to follow "certificate". */
  static String inWords(
      CertificateFacts facts, RecordingTrustManager trustManager, Endpoint target) {
    if (trustManager.chainTrusted()) {
      if (target.isAddress() && facts.hasDnsName(target.name())) {
        return "names " + target.name() + " as a DNS name, not as an IP address";
      }
      return "is not for " + target.name() + " but for " + owner(facts);
    }
    @Nullable String untimely = facts.untimely();
    if (untimely != null) {
      return untimely;
    }
    int sent = facts.chain().size();
    if (sent == 1 && CertificateFacts.isSelfIssued(facts.own())) {
      return "is self-signed";
    }
    for (X509Certificate issuer : facts.chain().subList(1, sent)) {
      if (facts.now().isAfter(issuer.getNotAfter().toInstant())) {
        return "depends on an expired one, " + CertificateFacts.subject(issuer);
      }
    }
    Throwable cause = deepest(trustManager.refusal());
    return cause instanceof CertPathBuilderException
        ? unknownIssuer(facts.chain().get(sent - 1))
        : "was refused: " + ValueTexts.clean(NetworkFailureText.said(cause), 200);
  }

  private static String owner(CertificateFacts facts) {
    return facts.names().isEmpty() ? facts.subject() : String.join(", ", facts.names());
  }

  private static String unknownIssuer(X509Certificate last) {
    String issuer = CertificateFacts.name(last.getIssuerX500Principal());
    return "has an unknown issuer, "
        + issuer
        + (CertificateFacts.isSelfIssued(last)
            ? ""
            : ", or the server doesn't send the intermediate certificates");
  }

  private static Throwable deepest(@Nullable Throwable refusal) {
    Throwable e = refusal == null ? new IllegalStateException("no cause was given") : refusal;
    while (e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }
}
