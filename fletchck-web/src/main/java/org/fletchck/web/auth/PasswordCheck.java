package org.fletchck.web.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fletchck.web.http.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether somebody knows the password of a user. Wrong passwords are limited per source, and
 * per user for all unknown sources together; neither locks out somebody who knows the password and
 * comes from elsewhere, or from a known browser or address. Safe for use by several threads.
 */
public final class PasswordCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

  /** Wrong passwords from one address or browser in any minute. */
  static final int MOST_A_MINUTE = 5;

  /** Wrong passwords for one user in any hour, from one known browser or address. */
  static final int MOST_OF_KNOWN = 50;

  /** Wrong passwords for one user in any hour, from all unknown sources together. */
  static final int MOST_FOR_A_USER = 100;

  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  private final Supplier<Accounts> accounts;
  private final AttemptLimit ofSources;
  private final AttemptLimit ofKnown;
  private final AttemptLimit ofStrangers;
  private final AttemptLimit logLimit;

  /**
   * Creates a password check.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   * @param accounts supplies the current accounts
   */
  public PasswordCheck(LongSupplier nanos, Supplier<Accounts> accounts) {
    this.accounts = accounts;
    this.ofSources = new AttemptLimit(MOST_A_MINUTE, MINUTE, nanos);
    this.ofKnown = new AttemptLimit(MOST_OF_KNOWN, HOUR, nanos);
    this.ofStrangers = new AttemptLimit(MOST_FOR_A_USER, HOUR, nanos);
    this.logLimit = new AttemptLimit(1, HOUR, nanos);
  }

  /** The outcome of a check. */
  enum Outcome {
    RIGHT,
    /** The password is wrong, or there is no such user: nobody learns which. */
    WRONG,
    /** Too many attempts from this source. */
    TOO_OFTEN,
    /** Too many attempts for this user within an hour. */
    GUESSED,
    /** Too many logins at the moment. */
    BUSY
  }

  /**
   * The answer.
   *
   * @param hash the hash of the password if it is right; else empty
   */
  record Answer(Outcome outcome, String hash) {
    @Override
    public String toString() {
      return outcome.toString();
    }
  }

  /**
   * Who makes an attempt.
   *
   * @param id what attempts are counted by: a network, or the id of a browser
   * @param trust how well it is known
   */
  record Source(String id, Trust trust) {

    enum Trust {
      /** Nobody has logged in from this address. */
      STRANGER,
      /** The user has logged in from this address. */
      ADDRESS,
      /** The user has logged in with this browser. */
      DEVICE
    }
  }

  /** Checks a password; takes as long for an unknown user as for a known one. */
  Answer of(String user, String password, Source source) throws InterruptedException {
    String name = Randomness.sha256(user);
    boolean isDevice = source.trust() == Source.Trust.DEVICE;
    String from = (isDevice ? "browser " : "address ") + source.id();
    if (!ofSources.mayTry(from)) {
      return new Answer(Outcome.TOO_OFTEN, "");
    }
    boolean isStranger = source.trust() == Source.Trust.STRANGER;
    AttemptLimit ofAnHour = isStranger ? ofStrangers : ofKnown;
    String counted = isStranger ? name : from + " " + name;
    if (!ofAnHour.mayTry(counted)) {
      ofSources.takeBack(from);
      logLimitReached(user, counted);
      return new Answer(Outcome.GUESSED, "");
    }
    Answer answer = compared(user, password);
    if (answer.outcome() != Outcome.WRONG) {
      ofSources.takeBack(from);
      ofAnHour.takeBack(counted);
    }
    return answer;
  }

  private void logLimitReached(String user, String counted) {
    if (logLimit.mayTry(counted)) {
      LOG.warn(
          "too many wrong passwords for {} within an hour: for now, only known browsers and"
              + " addresses can log in",
          LogNames.line(user));
    }
  }

  private Answer compared(String user, String password) throws InterruptedException {
    Accounts now = accounts.get();
    Optional<String> hash = now.hash(user);
    String compared = hash.or(() -> now.hashInstead(user)).orElse("");
    Optional<Boolean> matches = Passwords.matches(password, compared);
    if (matches.isEmpty()) {
      return new Answer(Outcome.BUSY, "");
    }
    return hash.isPresent() && matches.get()
        ? new Answer(Outcome.RIGHT, compared)
        : new Answer(Outcome.WRONG, "");
  }

  /**
   * Makes sure that users who change their own password know it, because a browser may have been
   * left open. Passwords of others can be changed without.
   *
   * @param old the current password, as given by the caller
   * @throws IllegalArgumentException if it isn't accepted; says why
   */
  public void confirm(Caller caller, String user, String old) throws InterruptedException {
    if (!caller.hasSession() || !caller.name().equals(user)) {
      return;
    }
    String problem =
        switch (of(user, old, new Source("session of " + user, Source.Trust.DEVICE)).outcome) {
          case RIGHT -> "";
          case WRONG -> "the current password is wrong";
          case TOO_OFTEN, GUESSED -> "too many attempts; wait a minute, then try again";
          case BUSY -> "too many logins at the moment; try again";
        };
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }
}
