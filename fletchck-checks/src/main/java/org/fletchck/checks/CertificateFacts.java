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
 * The facts of a server's certificate.
 *
 * @param chain the certificates sent, the server's own first; never empty
 * @param path those whose expiry matters, sorted by it; never empty
 * @param now when they are examined
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

  /** Returns the subject of a certificate. */
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

  /** Returns how long the whole path is still valid; negative if it has expired. */
  Duration left() {
    return left(firstToExpire());
  }

  private Duration left(X509Certificate certificate) {
    return Duration.between(now, certificate.getNotAfter().toInstant());
  }

  /** Returns how many whole days are left; negative if it has expired. */
  long daysLeft() {
    return days(left());
  }

  /** Returns how long a certificate is still valid, as text. */
  String leftOf(X509Certificate certificate) {
    Duration left = left(certificate);
    return left.isNegative() ? "expired" : ValueTexts.count(days(left), "day") + " left";
  }

  private static long days(Duration left) {
    return Math.floorDiv(left.toSeconds(), 86_400L);
  }

  /** Returns why the certificate isn't valid yet or has expired; null if it is valid now. */
  @Nullable String untimely() {
    if (now.isAfter(notAfter())) {
      return "expired on " + ValueTexts.day(notAfter());
    }
    return now.isBefore(notBefore()) ? "is not valid before " + ValueTexts.day(notBefore()) : null;
  }

  /** Returns the names and addresses that the certificate is for, truncated for display. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (List<?> entry : alternativeNames(own())) {
      if (entry.get(1) instanceof String name) { // kinds 2 (dNSName) and 7 (iPAddress) are strings
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
   * Returns whether a certificate is for a name, according to RFC 9525, section 6.3: the whole
   * first label may be a wildcard, and at least two more must follow.
   */
  static boolean isFor(String name, X509Certificate certificate) {
    String rest = name.substring(name.indexOf('.') + 1);
    String wildcard = rest.contains(".") ? "*." + rest : name;
    return alternativeNames(certificate).stream()
        .filter(entry -> entry.get(0).equals(DNS_NAME))
        .map(entry -> String.valueOf(entry.get(1)))
        .anyMatch(named -> named.equalsIgnoreCase(name) || named.equalsIgnoreCase(wildcard));
  }

  /** Returns whether this contains a name as a dNSName, as some do with addresses by mistake. */
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

  /** Returns whether a certificate's issuer is its own subject. */
  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /** Returns a name as one line of text. */
  static String name(X500Principal principal) {
    return ValueTexts.clean(principal.getName(), 200);
  }
}
