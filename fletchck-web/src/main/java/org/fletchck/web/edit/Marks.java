package org.fletchck.web.edit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fingerprints of parts of the configuration. They go out with forms, so they are made with a key
 * that only this process knows: nobody can try out by them what a secret may be.
 */
final class Marks {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Marks() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Returns the mark of plain values, which depends on their order too. */
  String of(Object values) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] mark = mac.doFinal(values.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mark, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
