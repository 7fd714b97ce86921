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
 * @param status its status; where the service says what is meant in the body only, that one
 * @param body the beginning of its text
 * @param leadsTo where a redirection leads to, without what may be secret; null if it says nothing
 */
record ServiceAnswer(int status, String body, @Nullable String leadsTo) {

  /** Redirections that stay (RFC 9110, sections 15.4.2 and 15.4.9). */
  private static final Set<Integer> MOVED = Set.of(301, 308);

  /** Statuses of the client's fault that pass by themselves. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final int MOST = 300;
  private static final int SHORTEST_SECRET = 4;

  ServiceAnswer(int status, String body) {
    this(status, body, null);
  }

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }

  /** Tells whether trying again can't help. */
  boolean isRefusal() {
    boolean wrong = status >= 400 && status < 500 && !PASSING.contains(status);
    return wrong || MOVED.contains(status);
  }

  /** Returns this with another status. */
  ServiceAnswer as(int meant) {
    return new ServiceAnswer(meant, body, leadsTo);
  }

  /**
   * Returns a failure that can be tried again.
   *
   * @param service who answered
   * @param secrets what must not be said, should the service repeat it
   * @throws RefusedException if trying again can't help
   */
  IOException failure(String service, List<String> secrets) throws RefusedException {
    String said = service + " said: " + line(secrets) + redirection(secrets);
    if (isRefusal()) {
      throw new RefusedException(said);
    }
    return new IOException(said);
  }

  /** Returns where it leads to, and what to do, if it is a redirection. */
  private String redirection(List<String> secrets) {
    if (status < 300 || status >= 400) {
      return "";
    }
    String target = leadsTo == null ? "elsewhere" : "to " + hidden(leadsTo, secrets);
    return "; it leads " + target + "; give the address that it leads to as url";
  }

  /** Returns status and text as one line. */
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
