package org.fletchck.web.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.fletchck.config.AtomicFile;

/** Creates self-signed certificates, for a first start without a certificate authority. */
public final class SelfSigned {

  private static final Duration LASTING = Duration.ofDays(3_650);
  private static final int BITS_OF_SERIAL = 127;

  private SelfSigned() {}

  /**
   * Writes a new certificate and its key, each readable only by its owner.
   *
   * @param names host names and addresses; the first becomes the common name
   * @throws IOException if a file can't be written
   */
  public static void write(Path cert, Path key, List<String> names, Instant now)
      throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] pkcs8 = pair.getPrivate().getEncoded();
      AtomicFile.write(key, pem(new PemObject("PRIVATE KEY", pkcs8)));
      AtomicFile.write(cert, pem(certificate(pair, names, now)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("can't create a certificate: " + e.getMessage(), e);
    }
  }

  private static X509CertificateHolder certificate(KeyPair pair, List<String> names, Instant now)
      throws IOException, OperatorCreationException {
    X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, names.get(0)).build();
    // Valid since an hour ago, for clients whose clock is slow.
    return new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(BITS_OF_SERIAL, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(LASTING)),
            name,
            pair.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.stream().map(SelfSigned::general).toArray(GeneralName[]::new)))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }

  private static GeneralName general(String name) {
    boolean isAddress = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static byte[] pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
