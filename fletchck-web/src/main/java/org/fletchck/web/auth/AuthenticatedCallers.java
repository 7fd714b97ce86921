package org.fletchck.web.auth;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Callers;
import org.fletchck.web.http.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognizes programs by their tokens (RFC 6750, section 2.1) and people by their sessions. */
public final class AuthenticatedCallers implements Callers {

  private static final Logger LOG = LoggerFactory.getLogger(AuthenticatedCallers.class);
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([\\w.~+/=-]{1,200})");

  private final Supplier<Accounts> accounts;
  private final Sessions sessions;

  /** Limits the log of refused tokens to five a minute from one address. */
  private final AttemptLimit logLimit =
      new AttemptLimit(5, Duration.ofMinutes(1), System::nanoTime);

  /**
   * Creates an instance.
   *
   * @param accounts supplies the current accounts
   */
  public AuthenticatedCallers(Supplier<Accounts> accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Override
  public Caller of(Request request) {
    if (request.hasBearer()) { // other schemes are meant for a proxy
      Matcher bearer = BEARER.matcher(request.header("Authorization").orElse("").strip());
      Caller caller =
          bearer.matches() ? Tokens.callerOf(bearer.group(1), accounts.get()) : Caller.ANYBODY;
      if (!caller.isKnown() && logLimit.mayTry(request.address())) {
        LOG.warn(
            "unknown token from {}: {} {}",
            request.address(),
            LogNames.line(request.method()),
            LogNames.line(request.path()));
      }
      return caller;
    }
    return Sessions.cookieOf(request).map(sessions::callerOf).orElse(Caller.ANYBODY);
  }
}
