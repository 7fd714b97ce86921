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
 * @param path those whose end matters, by their end; never empty
 * @param now when they were looked at
 */
record CertificateFacts(List<X509Certificate> chain, List<X509Certificate> path, Instant now) {

  private static final int MOST_NAMES = 20;
  private static final int DNS_NAME = 2;

  X509Certificate own() {
    return chain.get(0);
  }

  String subject() {
    return subject(own());
  }

  /** Returns the name of what a certificate is for. */
  static String subject(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal());
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

  /** Returns the certificate of the path that expires first. */
  X509Certificate firstToExpire() {
    return path.get(0);
  }

  /** Returns how long all of the path is still valid; negative when it has expired. */
  Duration left() {
    return left(firstToExpire());
  }

  private Duration left(X509Certificate certificate) {
    return Duration.between(now, certificate.getNotAfter().toInstant());
  }

  /** Returns how many whole days are left; negative when it has expired. */
  long daysLeft() {
    return days(left());
  }

  /** Spells how long a certificate is still valid. */
  String leftOf(X509Certificate certificate) {
    Duration left = left(certificate);
    return left.isNegative() ? "expired" : ValueTexts.count(days(left), "day") + " left";
  }

  private static long days(Duration left) {
    return Math.floorDiv(left.toSeconds(), 86_400L);
  }

  /** Says that the certificate isn't valid yet or any more; null if it is valid. */
  @Nullable String untimely() {
    if (now.isAfter(notAfter())) {
      return "expired on " + ValueTexts.day(notAfter());
    }
    return now.isBefore(notBefore()) ? "is not valid before " + ValueTexts.day(notBefore()) : null;
  }

  /**
   * Returns the names and addresses that the certificate is for: no more than are worth showing.
   */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (List<?> entry : alternativeNames(own())) {
      if (entry.get(1) instanceof String name) { // kinds 2 (dNSName) and 7 (iPAddress) are texts
        if (names.size() == MOST_NAMES) {
          names.add("...");
          return names;
        }
        names.add(ValueTexts.clean(name, 100));
      }
    }
    return names;
  }

  /**
   * Tells whether a certificate is for a name, as RFC 9525, section 6.3, has it: a whole first
   * label may be a wildcard, at least two more must follow.
   */
  static boolean isFor(String name, X509Certificate certificate) {
    String rest = name.substring(name.indexOf('.') + 1);
    String wildcard = rest.contains(".") ? "*." + rest : name;
    return alternativeNames(certificate).stream()
        .filter(entry -> entry.get(0).equals(DNS_NAME))
        .map(entry -> String.valueOf(entry.get(1)))
        .anyMatch(named -> named.equalsIgnoreCase(name) || named.equalsIgnoreCase(wildcard));
  }

  /** Tells whether a name stands there as a dNSName, as addresses sometimes do by mistake. */
  boolean hasDnsName(String name) {
    return alternativeNames(own()).stream()
        .anyMatch(entry -> entry.get(0).equals(DNS_NAME) && entry.get(1).equals(name));
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
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
    return ValueTexts.clean(principal.getName(), 200);
  }
}
