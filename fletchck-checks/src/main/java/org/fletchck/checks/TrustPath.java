package org.fletchck.checks;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;

/** Finds the certificates that trust in a server's certificate depends on. */
final class TrustPath {

  private TrustPath() {}

  /**
   * Returns the certificates that trust in the first depends on, sorted by expiry, without the
   * root: of several paths to a root the one that stays valid longest. Other certificates that a
   * server sends don't matter.
   *
   * @param judge the trust manager that trusts it
   * @param sent as the server sent them, its own first
   */
  static List<X509Certificate> of(X509TrustManager judge, List<X509Certificate> sent, Instant now) {
    X509Certificate own = sent.get(0);
    List<X509Certificate> path = List.of(own);
    Instant end = end(own);
    if (sent.stream().map(TrustPath::end).noneMatch(other -> other.isBefore(end))) {
      return path; // the usual case, which needs no search
    }
    try {
      PKIXBuilderParameters parameters = parameters(judge, sent);
      Instant when = now;
      for (int i = 0; i < sent.size(); i++) {
        parameters.setDate(Date.from(when));
        path = build(parameters);
        if (path.get(0).equals(own)) {
          return path;
        }
        when = end(path.get(0)).plusSeconds(1); // is there another path then?
      }
      return path;
    } catch (CertPathBuilderException e) {
      return path; // there is none
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't build certificate paths", e);
    }
  }

  private static Instant end(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  private static PKIXBuilderParameters parameters(
      X509TrustManager judge, List<X509Certificate> sent) throws GeneralSecurityException {
    X509CertSelector own = new X509CertSelector();
    own.setCertificate(sent.get(0));
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            Arrays.stream(judge.getAcceptedIssuers())
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toSet()),
            own);
    parameters.setRevocationEnabled(false);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
    return parameters;
  }

  private static List<X509Certificate> build(PKIXBuilderParameters parameters)
      throws GeneralSecurityException {
    List<X509Certificate> path = new ArrayList<>();
    for (Certificate certificate :
        CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath().getCertificates()) {
      path.add((X509Certificate) certificate);
    }
    path.sort(Comparator.comparing(X509Certificate::getNotAfter));
    return path;
  }
}
