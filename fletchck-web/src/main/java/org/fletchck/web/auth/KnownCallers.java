package org.fletchck.web.auth;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Callers;
import org.fletchck.web.http.Request;

/** Recognises programs by their tokens (RFC 6750, section 2.1) and people by their sessions. */
public final class KnownCallers implements Callers {

  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([\\w.~+/=-]{1,200})");

  private final Supplier<Accounts> accounts;
  private final Sessions sessions;

  /**
   * Makes one.
   *
   * @param accounts those of now
   */
  public KnownCallers(Supplier<Accounts> accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Override
  public Caller of(Request request) {
    if (request.hasBearer()) { // another kind is meant for a proxy
      Matcher bearer = BEARER.matcher(request.header("Authorization").orElse("").strip());
      return bearer.matches() ? Tokens.callerOf(bearer.group(1), accounts.get()) : Caller.ANYBODY;
    }
    return Sessions.cookieOf(request).map(sessions::callerOf).orElse(Caller.ANYBODY);
  }
}
