package org.fletchck.web.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fletchck.web.http.Request;

/**
 * Tells one version of an entry from another (RFC 9110, section 8.8.3). Made with a key that lives
 * as long as this process: what stands in an entry, such as a short password, can't be guessed from
 * it.
 */
final class Fingerprint {

  static final String HEADER = "If-Match";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  Fingerprint() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** Returns it as it stands in {@code ETag}. */
  String of(Map<String, Object> entry) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] all = mac.doFinal(Json.text(entry).getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(all, 0, BYTES) + '"';
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * Makes sure that an entry still is what the caller means to replace.
   *
   * @throws Refusal 412 if it is another, 428 if the caller doesn't say
   */
  void require(Request request, Map<String, Object> entry) {
    String given =
        request
            .header(HEADER)
            .orElseThrow(
                () ->
                    new Refusal(
                        428, "send the ETag of what you mean to change as " + HEADER + ", or *"));
    check(given, entry);
  }

  /** Makes sure that an entry is what the caller means, if the caller says. */
  void checkIfGiven(Request request, Map<String, Object> entry) {
    request.header(HEADER).ifPresent(given -> check(given, entry));
  }

  private void check(String given, Map<String, Object> entry) {
    String present = of(entry);
    boolean same =
        given.strip().equals("*")
            || Arrays.stream(given.split(",", -1)).anyMatch(tag -> tag.strip().equals(present));
    if (!same) {
      throw new Refusal(
          412, "it was changed by somebody else meanwhile; get it again, and change that");
    }
  }
}
