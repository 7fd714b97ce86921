package org.fletchck.web.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Reads unencrypted private keys: PKCS#8, PKCS#1 (RSA) and SEC 1 (EC). */
final class PrivateKeys {

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private PrivateKeys() {}

  static PrivateKey of(PemText pem) throws IOException {
    Matcher block = pem.key();
    String kind = block.group(1);
    if (kind.startsWith("ENCRYPTED") || block.group().contains("Proc-Type: 4,ENCRYPTED")) {
      throw new IOException(
          pem + ": the private key is encrypted; 'openssl pkey' writes it without a password");
    }
    try {
      byte[] pkcs8 =
          kind.equals("PRIVATE KEY") ? decoded(block.group()) : ConvertedKey.pkcs8(block.group());
      return key(pkcs8);
    } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException(pem + ": the private key can't be read: " + e.getMessage(), e);
    }
  }

  private static byte[] decoded(String block) {
    return Base64.getMimeDecoder().decode(block.replaceAll("-----[^-]*-----", ""));
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException refused =
        new GeneralSecurityException("expected an RSA, EC or Ed25519 key");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        refused.addSuppressed(e); // each factory refuses keys of the others
      }
    }
    throw refused;
  }

  /** Returns whether a private and a public key belong together. */
  static boolean areOne(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> secret.getAlgorithm();
        };
    byte[] text = {1, 2, 3};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    signing.update(text);
    byte[] signed = signing.sign();
    try {
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(open);
      verifying.update(text);
      return verifying.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // of another algorithm
    }
  }

  /** A class of its own, so that BouncyCastle is loaded only for the older formats. */
  private static final class ConvertedKey {
    static byte[] pkcs8(String block) throws IOException {
      try (PEMParser parser = new PEMParser(new StringReader(block + "\n"))) {
        if (parser.readObject() instanceof PEMKeyPair pair) {
          return pair.getPrivateKeyInfo().getEncoded();
        }
      }
      throw new IOException("expected PKCS#8, PKCS#1 or SEC 1");
    }
  }
}
