package org.fletchck.actions;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;

/**
 * What a service answered (RFC 9110, section 15).
 *
 * @param status its status; where the service says what is meant in the body only, that one
 * @param body the beginning of its text
 */
record Answer(int status, String body) {

  /** Statuses of the client's fault that pass by themselves. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final int MOST = 300;
  private static final int SHORTEST_SECRET = 4;

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }

  /** Returns this with another status. */
  Answer as(int meant) {
    return new Answer(meant, body);
  }

  /**
   * Returns a failure that can be tried again.
   *
   * @param service who answered
   * @param secrets what must not be said, should the service repeat it
   * @throws RefusedException if trying again can't help
   */
  IOException failure(String service, List<String> secrets) throws RefusedException {
    String said = service + " said: " + line(secrets);
    if (status >= 400 && status < 500 && !PASSING.contains(status)) {
      throw new RefusedException(said);
    }
    return new IOException(
        status >= 300 && status < 400 ? said + "; give the address that it leads to as url" : said);
  }

  /** Returns status and text as one line. */
  String line(List<String> secrets) {
    String shown = body;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret, Options.MASK);
      }
    }
    return Plain.oneLine("HTTP " + status + " " + shown.strip(), MOST);
  }
}
