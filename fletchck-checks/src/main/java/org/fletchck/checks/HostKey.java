package org.fletchck.checks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The public key that identifies an SSH server, in the format of RFC 4253, section 6.6, and RFC
 * 5656, section 3.1.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key including its type, as files and tools write it
 */
record HostKey(String type, String base64) {

  /** The supported types, each with the number of fields that follow it. */
  private static final Map<String, Integer> FIELDS =
      Map.of(
          "ssh-ed25519", 1,
          "ssh-rsa", 2,
          "ecdsa-sha2-nistp256", 2,
          "ecdsa-sha2-nistp384", 2,
          "ecdsa-sha2-nistp521", 2,
          "ssh-dss", 4);

  private static final int ED25519_LENGTH = 32;

  /** The suffix of certificate types. */
  private static final String CERTIFICATE = "-cert-v01@openssh.com";

  /** Critical options, extensions, a reserved field, the authority's key and its signature. */
  private static final int AFTER_DATES = 5;

  /**
   * Parses a key as {@code ssh-keyscan} and key files write it: base64, optionally preceded by the
   * host and the type.
   *
   * @throws IllegalArgumentException if it isn't a host key
   */
  static HostKey parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    for (int i = 0; i < Math.min(3, words.size()); i++) {
      if (words.get(i).startsWith("AAAA")) {
        HostKey key = decoded(words.get(i), text);
        if (i > 0 && !words.get(i - 1).equals(key.type)) {
          throw new IllegalArgumentException(
              "expected "
                  + key.type
                  + " before a key of that type, found "
                  + shown(words.get(i - 1)));
        }
        return key;
      }
    }
    throw notKey(text);
  }

  private static HostKey decoded(String base64, String text) {
    try {
      return of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw notKey(text);
    }
  }

  private static IllegalArgumentException notKey(String text) {
    return new IllegalArgumentException(
        "expected a host key as ssh-keyscan prints it, such as ssh-ed25519 AAAA..., or its base64"
            + " alone, found "
            + shown(text));
  }

  private static String shown(String text) {
    return '"' + ValueTexts.clean(text, 60) + '"';
  }

  /**
   * Parses a key from the bytes that a server sends.
   *
   * @throws IllegalArgumentException if it is invalid or of an unsupported type
   */
  static HostKey of(byte[] wire) {
    ByteBuffer left = ByteBuffer.wrap(wire);
    String type = new String(field(left), StandardCharsets.US_ASCII);
    return type.endsWith(CERTIFICATE) ? certified(wire, type, left) : plain(wire, type, left);
  }

  /** Extracts the key from a certificate, in the format of OpenSSH's PROTOCOL.certkeys. */
  private static HostKey certified(byte[] wire, String type, ByteBuffer left) {
    field(left); // a nonce
    int begin = left.position();
    String plain = type.substring(0, type.length() - CERTIFICATE.length());
    for (int i = 0; i < FIELDS.getOrDefault(plain, 0); i++) {
      field(left);
    }
    byte[] name = plain.getBytes(StandardCharsets.US_ASCII);
    byte[] key =
        ByteBuffer.allocate(Integer.BYTES + name.length + left.position() - begin)
            .putInt(name.length)
            .put(name)
            .put(wire, begin, left.position() - begin)
            .array();
    skip(left, Long.BYTES + Integer.BYTES); // serial number and type
    field(left); // key id
    field(left); // principals
    skip(left, Long.BYTES + Long.BYTES); // period of validity
    for (int i = 0; i < AFTER_DATES; i++) {
      field(left);
    }
    return of(key);
  }

  private static void skip(ByteBuffer left, int bytes) {
    if (left.remaining() < bytes) {
      throw new IllegalArgumentException("incomplete certificate");
    }
    left.position(left.position() + bytes);
  }

  private static HostKey plain(byte[] wire, String type, ByteBuffer left) {
    int fields = FIELDS.getOrDefault(type, 0);
    byte[] first = {};
    for (int i = 0; i < fields; i++) {
      byte[] field = field(left);
      first = i == 0 ? field : first;
    }
    boolean proper =
        switch (type) {
          case "ssh-ed25519" -> first.length == ED25519_LENGTH;
          case "ssh-rsa", "ssh-dss" -> first.length > 0;
          default -> type.endsWith('-' + new String(first, StandardCharsets.US_ASCII));
        };
    if (fields == 0 || left.hasRemaining() || !proper) {
      throw new IllegalArgumentException("not a host key of a supported type");
    }
    return new HostKey(type, Base64.getEncoder().encodeToString(wire));
  }

  private static byte[] field(ByteBuffer left) {
    int length = left.remaining() < Integer.BYTES ? -1 : left.getInt();
    if (length < 0 || length > left.remaining()) {
      throw new IllegalArgumentException("incomplete host key");
    }
    byte[] field = new byte[length];
    left.get(field);
    return field;
  }

  /** Returns the names of the signature algorithms for keys of this type (RFC 8332, section 3). */
  List<String> algorithms() {
    return type.equals("ssh-rsa")
        ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")
        : List.of(type);
  }

  /** Returns the fingerprint as OpenSSH shows it: {@code SHA256:...}. */
  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  /** Returns the fingerprint with the type: {@code SHA256:... (ssh-ed25519)}. */
  String summary() {
    return fingerprint() + " (" + type + ")";
  }

  /** Returns {@code TYPE BASE64}, as {@code ssh-keyscan} prints it after the host. */
  @Override
  public String toString() {
    return type + " " + base64;
  }
}
