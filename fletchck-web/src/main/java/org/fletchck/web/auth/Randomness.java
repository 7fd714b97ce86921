package org.fletchck.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Generates secrets, and digests of them that can be stored. */
final class Randomness {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES_OF_A_SECRET = 32;

  private Randomness() {}

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Returns 256 random bits as a string of letters, digits, - and _. */
  static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES_OF_A_SECRET));
  }

  /** Returns the SHA-256 of a string in hex, which is enough for what is random itself. */
  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Compares two strings in a time that doesn't reveal how far they are equal. */
  static boolean equal(String a, String b) {
    return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }
}
