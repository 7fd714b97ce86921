package org.fletchck.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the judges of certificate chains. */
final class TrustStore {

  private static @Nullable X509ExtendedTrustManager judge;

  private TrustStore() {}

  /**
   * Returns the judge that trusts what this Java trusts, or what the system property {@code
   * javax.net.ssl.trustStore} names. Read once, when first needed; if it can't be read, the next
   * time.
   */
  static synchronized X509ExtendedTrustManager system() {
    if (judge == null) { // not by a class that is initialized: that would fail for ever
      judge = read();
    }
    return judge;
  }

  /** Java takes a file that it can't open, for want of descriptors, for an empty one. */
  private static X509ExtendedTrustManager read() {
    X509ExtendedTrustManager found = of(null);
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    boolean given = System.getProperty("javax.net.ssl.trustStore") != null;
    if (found.getAcceptedIssuers().length > 0 || given || !Files.exists(file)) {
      return found;
    }
    try {
      return of(KeyStore.getInstance(file.toFile(), (char[]) null));
    } catch (IOException e) {
      throw new UncheckedIOException("the trusted certificates can't be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trusted certificates can't be read: " + e, e);
    }
  }

  /** Returns the judge that trusts these certificates; null stands for the ones of this Java. */
  static X509ExtendedTrustManager of(@Nullable KeyStore trusted) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager judge) {
          return judge;
        }
      }
      throw new IllegalStateException("this Java has no judge of certificates");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trusted certificates can't be read: " + e, e);
    }
  }
}
