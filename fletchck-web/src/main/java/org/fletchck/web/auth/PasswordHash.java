package org.fletchck.web.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2 hash (RFC 9106) in the form that passlib and the reference implementation write: {@code
 * $argon2id$v=19$m=..,t=..,p=..$salt$hash}.
 *
 * @param salt in Base64 without padding
 * @param hash in Base64 without padding
 */
record PasswordHash(Cost cost, String salt, String hash) {

  /**
   * The cost of computing a hash.
   *
   * @param memory in KiB
   */
  record Cost(int variant, int version, int memory, int passes, int lanes) {}

  /** 19 MiB and two passes: a fifth of the memory of the original's, and about 50 ms. */
  static final Cost OWN =
      new Cost(Argon2Parameters.ARGON2_id, Argon2Parameters.ARGON2_VERSION_13, 19_456, 2, 1);

  private static final int MOST_MEMORY = 1024 * 1024;
  private static final int MOST_PASSES = 100;
  private static final int BYTES_OF_SALT = 16;
  private static final int BYTES_OF_HASH = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2(id|i|d)\\$(?:v=(\\d{1,3})\\$)?m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  /** Hashes a password with a new salt. */
  static PasswordHash of(String password) {
    byte[] salt = Randomness.bytes(BYTES_OF_SALT);
    byte[] hash = compute(OWN, salt, password, BYTES_OF_HASH);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(OWN, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** Parses a hash; empty if it is invalid, or would take more than 1 GiB or 100 passes. */
  static Optional<PasswordHash> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int variant =
        switch (form.group(1)) {
          case "id" -> Argon2Parameters.ARGON2_id;
          case "i" -> Argon2Parameters.ARGON2_i;
          default -> Argon2Parameters.ARGON2_d;
        };
    int version = form.group(2) == null ? Argon2Parameters.ARGON2_VERSION_10 : number(form, 2);
    Cost cost = new Cost(variant, version, number(form, 3), number(form, 4), number(form, 5));
    boolean possible =
        (version == Argon2Parameters.ARGON2_VERSION_10
                || version == Argon2Parameters.ARGON2_VERSION_13)
            && cost.lanes > 0
            && cost.passes > 0
            && cost.passes <= MOST_PASSES
            && cost.memory >= 8 * cost.lanes
            && cost.memory <= MOST_MEMORY;
    return possible && isBase64(form.group(6)) && isBase64(form.group(7))
        ? Optional.of(new PasswordHash(cost, form.group(6), form.group(7)))
        : Optional.empty();
  }

  private static boolean isBase64(String text) {
    return text.length() % 4 != 1; // no bytes are encoded to such a length
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  /** Returns whether this is the hash of a password; takes its cost in time and memory. */
  boolean isOf(String password) {
    byte[] wanted = Base64.getDecoder().decode(hash);
    byte[] found = compute(cost, Base64.getDecoder().decode(salt), password, wanted.length);
    return MessageDigest.isEqual(wanted, found);
  }

  private static byte[] compute(Cost cost, byte[] salt, String password, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(cost.variant)
            .withVersion(cost.version)
            .withMemoryAsKB(cost.memory)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withSalt(salt)
            .build());
    byte[] result = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
    return result;
  }

  /** Returns the hash as written in a file. */
  String text() {
    String letters =
        switch (cost.variant) {
          case Argon2Parameters.ARGON2_id -> "id";
          case Argon2Parameters.ARGON2_i -> "i";
          default -> "d";
        };
    return "$argon2%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(letters, cost.version, cost.memory, cost.passes, cost.lanes, salt, hash);
  }

  @Override
  public String toString() {
    return "a hash of " + cost;
  }
}
