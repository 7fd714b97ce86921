package org.fletchck.web.api;

import java.util.Arrays;
import java.util.Map;
import org.fletchck.config.Fingerprints;
import org.fletchck.web.http.Request;

/** Tags that tell one version of an entry from another (RFC 9110, section 8.8.3). */
record EntityTags(Fingerprints fingerprints) {

  static final String HEADER = "If-Match";

  /** Returns the tag of an entry as written in {@code ETag}. */
  String of(Map<String, Object> entry) {
    return '"' + fingerprints.of(entry) + '"';
  }

  /**
   * Makes sure that an entry still is the one that the caller means to replace.
   *
   * @throws Refusal with 412 if it has changed, with 428 if the caller sent no tag
   */
  void require(Request request, Map<String, Object> entry) {
    String given =
        request
            .header(HEADER)
            .orElseThrow(
                () ->
                    new Refusal(
                        428, "send the ETag of the version to change as " + HEADER + ", or *"));
    check(given, entry);
  }

  /** Makes sure that an entry is the one that the caller means, if a tag was sent. */
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
          412, "it was changed by somebody else meanwhile; fetch it again and change that version");
    }
  }
}
