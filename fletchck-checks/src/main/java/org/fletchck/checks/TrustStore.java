package org.fletchck.checks;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the judges of certificate chains. */
final class TrustStore {

  private TrustStore() {}

  /**
   * Returns the judge that trusts what this Java trusts, or what the system property {@code
   * javax.net.ssl.trustStore} names. Read once, when first needed.
   */
  static X509ExtendedTrustManager system() {
    return Shared.JUDGE;
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

  private static final class Shared {
    static final X509ExtendedTrustManager JUDGE = of(null);
  }
}
