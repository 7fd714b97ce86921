package org.fletchck.web.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * Who has logged in: in memory, for two days, ended by a restart. A session also ends when its
 * user's password is another, or the user is gone, whoever changed the file. Safe for use by
 * several threads.
 */
public final class Sessions {

  private static final String COOKIE = "fletchck";
  private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})");

  /** The name of whoever came by the link on the console, while there are no users. */
  static final String CONSOLE = "console";

  private static final Duration LASTING = Duration.ofDays(2);
  private static final int MOST = 1_000;

  private final InstantSource clock;
  private final Supplier<Accounts> accounts;

  /** By the SHA-256 of the cookie, so that memory doesn't hold what lets somebody in. */
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /**
   * Makes one.
   *
   * @param accounts those of now
   */
  public Sessions(InstantSource clock, Supplier<Accounts> accounts) {
    this.clock = clock;
    this.accounts = accounts;
  }

  private record Session(Caller caller, String hash, Instant ends) {}

  /**
   * Returns an answer that logs a user in at the browser of the request.
   *
   * @param hash the one that their password had when it was compared; empty while there are no
   *     users
   */
  Response begin(Request request, Response answer, String user, String hash) {
    String id = Randomness.secret();
    Caller caller = new Caller(user, Access.WRITE, Randomness.secret());
    synchronized (this) {
      end(request);
      Instant now = clock.instant();
      sessions.values().removeIf(session -> !now.isBefore(session.ends));
      if (sessions.size() == MOST) {
        sessions.remove(sessions.keySet().iterator().next());
      }
      sessions.put(Randomness.sha256(id), new Session(caller, hash, now.plus(LASTING)));
    }
    return answer.with("Set-Cookie", cookie(request, id, LASTING));
  }

  /** Returns an answer that logs the browser of the request out. */
  Response end(Request request, Response answer) {
    end(request);
    return answer.with("Set-Cookie", cookie(request, "", Duration.ZERO));
  }

  private synchronized void end(Request request) {
    cookieOf(request).ifPresent(id -> sessions.remove(Randomness.sha256(id)));
  }

  /** Lets sessions of a user go on although the same password has another hash now. */
  synchronized void rehashed(String user, String before, String after) {
    sessions.replaceAll(
        (id, session) ->
            session.caller.name().equals(user) && session.hash.equals(before)
                ? new Session(session.caller, after, session.ends)
                : session);
  }

  /** Returns who has this cookie. */
  Caller callerOf(String cookie) {
    String key = Randomness.sha256(cookie);
    Accounts now = accounts.get();
    synchronized (this) {
      Session session = sessions.get(key);
      if (session == null) {
        return Caller.ANYBODY;
      }
      if (isValid(session, now)) {
        return session.caller;
      }
      sessions.remove(key);
      return Caller.ANYBODY;
    }
  }

  private boolean isValid(Session session, Accounts now) {
    if (!clock.instant().isBefore(session.ends)) {
      return false;
    }
    return session.hash.isEmpty()
        ? now.isEmpty()
        : now.hash(session.caller.name()).filter(session.hash::equals).isPresent();
  }

  /** Returns the cookie of the browser that sent a request. */
  static Optional<String> cookieOf(Request request) {
    return request.cookie(nameFor(request));
  }

  /** Cookies are shared by all ports of a host, on which several sites may be. */
  private static String nameFor(Request request) {
    Matcher port = PORT.matcher(request.header("Host").orElse(""));
    return port.matches() ? COOKIE + "-" + port.group(1) : COOKIE;
  }

  private static String cookie(Request request, String value, Duration lasting) {
    return "%s=%s; Path=%s/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(
            nameFor(request),
            value,
            request.base(),
            lasting.toSeconds(),
            request.isSecure() ? "; Secure" : "");
  }
}
