package org.fletchck.checks;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a server's certificate says.
 *
 * @param chain the certificates sent, the server's own first; never empty
 * @param now when they were looked at
 */
record CertificateFacts(List<X509Certificate> chain, Instant now) {

  private static final int MOST_NAMES = 20;

  X509Certificate own() {
    return chain.get(0);
  }

  String subject() {
    return name(own().getSubjectX500Principal());
  }

  String issuer() {
    return name(own().getIssuerX500Principal());
  }

  Instant notBefore() {
    return own().getNotBefore().toInstant();
  }

  Instant notAfter() {
    return own().getNotAfter().toInstant();
  }

  /** Returns for how long the certificate is made. */
  Duration life() {
    return Duration.between(notBefore(), notAfter());
  }

  /** Returns how long it is still valid; negative when it has expired. */
  Duration left() {
    return Duration.between(now, notAfter());
  }

  /** Returns how many whole days are left; negative when it has expired. */
  long daysLeft() {
    return Math.floorDiv(left().toSeconds(), 86_400L);
  }

  /** Says that the certificate isn't valid yet or any more; null if it is valid. */
  @Nullable String untimely() {
    if (now.isAfter(notAfter())) {
      return "expired on " + Texts.day(notAfter());
    }
    return now.isBefore(notBefore()) ? "is not valid before " + Texts.day(notBefore()) : null;
  }

  /**
   * Returns the names and addresses that the certificate is for: no more than are worth showing.
   */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (List<?> entry : alternativeNames()) {
      if (entry.get(1) instanceof String name) { // kinds 2 (dNSName) and 7 (iPAddress) are texts
        if (names.size() == MOST_NAMES) {
          names.add("...");
          return names;
        }
        names.add(Texts.clean(name, 100));
      }
    }
    return names;
  }

  /** Tells whether a name stands there as a dNSName, as addresses sometimes do by mistake. */
  boolean hasDnsName(String name) {
    return alternativeNames().stream()
        .anyMatch(entry -> entry.get(0).equals(2) && entry.get(1).equals(name));
  }

  private Collection<List<?>> alternativeNames() {
    try {
      @Nullable Collection<List<?>> names = own().getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of(List.of(0, "unreadable"));
    }
  }

  /** Tells whether a certificate was issued in its own name. */
  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /** Spells a name for a line. */
  static String name(X500Principal principal) {
    return Texts.clean(principal.getName(), 200);
  }
}
