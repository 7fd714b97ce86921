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

/** Creates trust managers, which judge certificate chains. */
final class TrustStore {

  private static @Nullable X509ExtendedTrustManager judge;

  private TrustStore() {}

  /**
   * Returns the judge that trusts what this Java trusts, or the trust store in the system property
   * {@code javax.net.ssl.trustStore}. It is read once, when first needed; if that fails, again the
   * next time.
   */
  static synchronized X509ExtendedTrustManager system() {
    if (judge == null) { // not in a holder class, whose failed initialization would be final
      judge = read();
    }
    return judge;
  }

  /** Reads the trust store; Java treats a file it can't open, for lack of descriptors, as empty. */
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

  /** Returns the judge that trusts these certificates; null means those of this Java. */
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
