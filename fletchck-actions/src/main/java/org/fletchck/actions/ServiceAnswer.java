package org.fletchck.actions;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered (RFC 9110, section 15).
 *
 * @param status its status; if the service reports an error in the body only, that of the error
 * @param body the beginning of its body
 * @param leadsTo the target of a redirect, without what may be secret; null if there is none
 */
record ServiceAnswer(int status, String body, @Nullable String leadsTo) {

  /** Permanent redirects (RFC 9110, sections 15.4.2 and 15.4.9). */
  private static final Set<Integer> MOVED = Set.of(301, 308);

  /** Client errors that are temporary. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final int MOST = 300;
  private static final int SHORTEST_SECRET = 4;

  ServiceAnswer(int status, String body) {
    this(status, body, null);
  }

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }

  /** Returns whether another attempt can't help. */
  boolean isRefusal() {
    boolean wrong = status >= 400 && status < 500 && !PASSING.contains(status);
    return wrong || MOVED.contains(status);
  }

  /** Returns this answer with another status. */
  ServiceAnswer as(int meant) {
    return new ServiceAnswer(meant, body, leadsTo);
  }

  /**
   * Returns a failure after which another attempt may help.
   *
   * @param service the service that answered
   * @param secrets what to mask, should the service repeat it
   * @throws RefusedException if another attempt can't help
   */
  IOException failure(String service, List<String> secrets) throws RefusedException {
    String said = service + " said: " + line(secrets) + redirection(secrets);
    if (isRefusal()) {
      throw new RefusedException(said);
    }
    return new IOException(said);
  }

  /** Returns the target of a redirect, and what to do; empty if it is none. */
  private String redirection(List<String> secrets) {
    if (status < 300 || status >= 400) {
      return "";
    }
    String target = leadsTo == null ? "elsewhere" : "to " + hidden(leadsTo, secrets);
    return "; it redirects " + target + "; set url to that address";
  }

  /** Returns status and body as one line. */
  String line(List<String> secrets) {
    return PlainLine.oneLine("HTTP " + status + " " + hidden(body, secrets).strip(), MOST);
  }

  private static String hidden(String text, List<String> secrets) {
    String shown = text;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret, Options.MASK);
      }
    }
    return shown;
  }
}
