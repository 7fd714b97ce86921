package org.fletchck.web.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A certificate with its chain and key, as read from files. */
record Identity(List<X509Certificate> chain, X509ExtendedKeyManager manager) {

  private static final char[] NO_PASSWORD = {};
  private static final int DNS_NAME = 2;

  /**
   * Creates an identity from PEM files.
   *
   * @throws IOException if a file is invalid; says which, and what would work
   */
  static Identity read(PemText cert, PemText key) throws IOException {
    List<X509Certificate> chain = cert.chain();
    PrivateKey secret = PrivateKeys.of(key);
    try {
      if (!PrivateKeys.areOne(secret, chain.get(0).getPublicKey())) {
        throw new IOException(
            "the private key in " + key + " doesn't match the certificate in " + cert);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", secret, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, NO_PASSWORD);
      for (KeyManager manager : factory.getKeyManagers()) {
        if (manager instanceof X509ExtendedKeyManager extended) {
          return new Identity(chain, extended);
        }
      }
      throw new IllegalStateException("this Java has no key manager for X.509");
    } catch (GeneralSecurityException e) {
      throw new IOException(cert + " can't be used: " + e.getMessage(), e);
    }
  }

  /** Returns the DNS names in the certificate. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = chain.get(0).getSubjectAlternativeNames();
      if (all != null) {
        all.stream()
            .filter(name -> name.get(0).equals(DNS_NAME))
            .forEach(name -> names.add(String.valueOf(name.get(1))));
      }
    } catch (CertificateParsingException e) {
      return names; // it can be served, though it is valid for no name
    }
    return names;
  }
}
