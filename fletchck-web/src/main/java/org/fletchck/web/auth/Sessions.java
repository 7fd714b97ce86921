package org.fletchck.web.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * Who has logged in. Sessions are kept in memory; they end after two days, after twelve hours
 * without a request, or with a restart. A session also ends when its user's password has changed or
 * the user is gone, whoever changed the file. Safe for use by several threads.
 */
public final class Sessions {

  private static final String COOKIE = "fletchck";

  /** The name of whoever logged in by the link on the console, while there are no users. */
  static final String CONSOLE = "console";

  private static final Duration LASTING = Duration.ofDays(2);
  private static final Duration IDLE = Duration.ofHours(12);
  private static final int MOST = 1_000;

  private final LongSupplier nanos;
  private final Supplier<Accounts> accounts;

  /** By the SHA-256 of the cookie, so that memory holds nothing that grants access. */
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /**
   * Creates an instance without sessions.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   * @param accounts supplies the current accounts
   */
  public Sessions(LongSupplier nanos, Supplier<Accounts> accounts) {
    this.nanos = nanos;
    this.accounts = accounts;
  }

  /**
   * A session.
   *
   * @param began when it began, as elapsed time
   * @param used when it was last used, as elapsed time
   */
  private record Session(Caller caller, String hash, long began, long used) {

    boolean isOver(long now) {
      return now - began >= LASTING.toNanos() || now - used >= IDLE.toNanos();
    }
  }

  /**
   * Returns a response that logs a user in at the browser of the request.
   *
   * @param hash the hash that the password was compared with; empty while there are no users
   */
  Response begin(Request request, Response answer, String user, String hash) {
    String id = Randomness.secret();
    Caller caller = new Caller(user, Access.WRITE, Randomness.secret());
    synchronized (this) {
      end(request);
      long now = nanos.getAsLong();
      sessions.values().removeIf(session -> session.isOver(now));
      if (sessions.size() == MOST) {
        sessions.remove(sessions.keySet().iterator().next());
      }
      sessions.put(Randomness.sha256(id), new Session(caller, hash, now, now));
    }
    return answer.withCookie(SessionCookie.of(COOKIE, request, id, LASTING));
  }

  /** Returns a response that logs the browser of the request out. */
  Response end(Request request, Response answer) {
    end(request);
    return answer.withCookie(SessionCookie.of(COOKIE, request, "", Duration.ZERO));
  }

  private synchronized void end(Request request) {
    cookieOf(request).ifPresent(id -> sessions.remove(Randomness.sha256(id)));
  }

  /** Keeps the sessions of a user whose password is the same but now has another hash. */
  synchronized void rehashed(String user, String before, String after) {
    sessions.replaceAll(
        (id, session) ->
            session.caller.name().equals(user) && session.hash.equals(before)
                ? new Session(session.caller, after, session.began, session.used)
                : session);
  }

  /** Returns who has this cookie; called repeatedly for a page that listens to events. */
  Caller callerOf(String cookie) {
    String key = Randomness.sha256(cookie);
    Accounts now = accounts.get();
    synchronized (this) {
      Session session = sessions.get(key);
      if (session == null) {
        return Caller.ANYBODY;
      }
      if (isValid(session, now)) {
        sessions.put(
            key, new Session(session.caller, session.hash, session.began, nanos.getAsLong()));
        return session.caller;
      }
      sessions.remove(key);
      return Caller.ANYBODY;
    }
  }

  private boolean isValid(Session session, Accounts now) {
    if (session.isOver(nanos.getAsLong())) {
      return false;
    }
    return session.hash.isEmpty()
        ? now.isEmpty()
        : now.hash(session.caller.name()).filter(session.hash::equals).isPresent();
  }

  /** Returns the cookie of the browser that sent a request. */
  static Optional<String> cookieOf(Request request) {
    return request.cookie(SessionCookie.name(COOKIE, request));
  }
}
