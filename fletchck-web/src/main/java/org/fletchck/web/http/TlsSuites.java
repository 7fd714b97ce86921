package org.fletchck.web.http;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Which ciphers HTTPS is spoken with: only those whose keys are of no use afterwards (forward
 * secrecy) and that notice any change (AEAD). Java 17 would take others too.
 */
final class TlsSuites {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

  private TlsSuites() {}

  /**
   * Returns what a server offers. Prefers ChaCha20 to AES: as safe, and a quarter of the work where
   * the simple compiler alone runs, which knows none of the processor's instructions for AES.
   */
  static SSLParameters of(SSLContext tls) {
    SSLParameters parameters = tls.getDefaultSSLParameters();
    parameters.setProtocols(
        Stream.of(parameters.getProtocols()).filter(PROTOCOLS::contains).toArray(String[]::new));
    parameters.setCipherSuites(
        Stream.of(parameters.getCipherSuites())
            .filter(TlsSuites::isGood)
            .sorted(Comparator.comparing(suite -> !suite.contains("_CHACHA20_")))
            .toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    return parameters;
  }

  /** In TLS 1.3 all have forward secrecy, and names say nothing of the key exchange. */
  private static boolean isGood(String suite) {
    boolean isAead = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
    return isAead && (!suite.contains("_WITH_") || suite.startsWith("TLS_ECDHE_"));
  }
}
