package org.fletchck.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import org.fletchck.config.RegularFile;

/** Trust in the certificates in a file. */
final class BrokerTrust {

  private BrokerTrust() {}

  /**
   * Reads PEM certificates.
   *
   * @throws IOException if that fails, saying what is wrong with the file
   */
  static TrustManagerFactory of(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException(file + " contains no certificate");
      }
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca" + trusted.size(), certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file + " (cafile)", e);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " contains no PEM certificates", e);
    }
  }
}
