package org.fletchck.checks;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for servers in tests. */
final class Pki {

  private static final AtomicLong SERIAL = new AtomicLong(); // first: the next ones use it

  static final Pki TRUSTED = new Pki("Trusted Test CA");
  static final Pki UNKNOWN = new Pki("Unknown Test CA");

  private final Identity root;
  private final Identity between;

  private Pki(String name) {
    KeyPair rootKey = key();
    Validity years = Validity.days(400, 4000);
    X500Name rootName = new X500Name("CN=" + name);
    root = new Identity(rootKey, List.of(sign(rootName, years, rootKey, null, rootKey, true)));
    KeyPair key = key();
    X500Name subject = new X500Name("CN=" + name + " Intermediate");
    X509Certificate own = sign(rootName, subject, years, key, null, rootKey, true);
    between = new Identity(key, List.of(own));
  }

  /** From when to when. */
  record Validity(Instant from, Instant to) {
    static Validity days(long sinceDays, long forDays) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      return new Validity(
          now.minus(Duration.ofDays(sinceDays)), now.plus(Duration.ofDays(forDays)));
    }
  }

  /** A key with its certificates, own first. */
  record Identity(KeyPair key, List<X509Certificate> chain) {

    Identity sentWith(List<X509Certificate> others) {
      List<X509Certificate> all = new ArrayList<>(chain);
      all.addAll(others);
      return new Identity(key, all);
    }

    Identity withoutIntermediate() {
      return new Identity(key, chain.subList(0, 1));
    }

    SSLContext serverContext() {
      try {
        KeyStore store = KeyStore.getInstance("JKS"); // takes chains that aren't in order
        store.load(null, null);
        store.setKeyEntry("own", key.getPrivate(), new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * Issues a certificate through the intermediate; names that are addresses become such, unless
   * they begin with {@code DNS:}.
   */
  Identity issue(Validity validity, String... names) {
    KeyPair key = key();
    X509Certificate ca = between.chain().get(0);
    X500Name issuer = new X500Name(ca.getSubjectX500Principal().getName());
    X500Name subject = new X500Name("CN=" + names[0]);
    X509Certificate own = sign(issuer, subject, validity, key, names(names), between.key(), false);
    return new Identity(key, List.of(own, ca));
  }

  /**
   * Issues a certificate through an intermediate of its own, which has several certificates: all
   * are sent.
   */
  Identity issueThrough(List<Validity> intermediates, Validity validity, String... names) {
    KeyPair middle = key();
    X500Name rootName = new X500Name(root.chain().get(0).getSubjectX500Principal().getName());
    X500Name issuer = new X500Name("CN=Other Intermediate " + SERIAL.incrementAndGet());
    KeyPair key = key();
    X500Name subject = new X500Name("CN=" + names[0]);
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(sign(issuer, subject, validity, key, names(names), middle, false));
    for (Validity each : intermediates) {
      chain.add(sign(rootName, issuer, each, middle, null, root.key(), true));
    }
    return new Identity(key, chain);
  }

  /** Makes a certificate signed by itself. */
  static Identity selfSigned(Validity validity, String... names) {
    KeyPair key = key();
    X500Name subject = new X500Name("CN=" + names[0]);
    return new Identity(key, List.of(sign(subject, validity, key, names(names), key, false)));
  }

  /** Returns a judge that trusts this authority only. */
  X509ExtendedTrustManager judge() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("root", root.chain().get(0));
      return TrustStore.of(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static GeneralNames names(String... names) {
    GeneralName[] list = new GeneralName[names.length];
    for (int i = 0; i < names.length; i++) {
      boolean address = !names[i].startsWith("DNS:") && names[i].matches("[0-9.]+|.*:.*");
      int kind = address ? GeneralName.iPAddress : GeneralName.dNSName;
      list[i] = new GeneralName(kind, names[i].replaceFirst("^DNS:", ""));
    }
    return new GeneralNames(list);
  }

  private static X509Certificate sign(
      X500Name name, Validity validity, KeyPair key, GeneralNames names, KeyPair by, boolean ca) {
    return sign(name, name, validity, key, names, by, ca);
  }

  private static X509Certificate sign(
      X500Name issuer,
      X500Name subject,
      Validity validity,
      KeyPair key,
      GeneralNames names,
      KeyPair by,
      boolean ca) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(validity.from()),
              Date.from(validity.to()),
              subject,
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      if (names != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
