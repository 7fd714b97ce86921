package org.fletchck.web.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fletchck.web.http.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether somebody knows the password of a user. Wrong ones are limited for whoever tries
 * them, and for all strangers of one user together; none of that keeps out who knows the password
 * and comes from elsewhere, or from a browser or address known before. Safe for use by several
 * threads.
 */
public final class PasswordCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

  /** Wrong passwords of one address or browser in any minute. */
  static final int MOST_A_MINUTE = 5;

  /** Wrong passwords for one user in any hour, of a browser or address that is known. */
  static final int MOST_OF_KNOWN = 50;

  /** Wrong passwords for one user in any hour, of all whom nobody knows. */
  static final int MOST_FOR_A_USER = 100;

  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  private final Supplier<Accounts> accounts;
  private final AttemptLimit ofSources;
  private final AttemptLimit ofKnown;
  private final AttemptLimit ofStrangers;
  private final AttemptLimit logLimit;

  /**
   * Makes one.
   *
   * @param nanos elapsed time, as of {@link System#nanoTime}
   * @param accounts those of now
   */
  public PasswordCheck(LongSupplier nanos, Supplier<Accounts> accounts) {
    this.accounts = accounts;
    this.ofSources = new AttemptLimit(MOST_A_MINUTE, MINUTE, nanos);
    this.ofKnown = new AttemptLimit(MOST_OF_KNOWN, HOUR, nanos);
    this.ofStrangers = new AttemptLimit(MOST_FOR_A_USER, HOUR, nanos);
    this.logLimit = new AttemptLimit(1, HOUR, nanos);
  }

  /** What came of one. */
  enum Outcome {
    RIGHT,
    /** The password is another, or there is no such user: nobody learns which. */
    WRONG,
    /** Whoever tries it has tried too often. */
    TOO_OFTEN,
    /** It was tried too often for this user within an hour. */
    GUESSED,
    /** Too many ask at the moment. */
    BUSY
  }

  /**
   * An answer.
   *
   * @param hash the hash that the password has, if it is the right one
   */
  record Answer(Outcome outcome, String hash) {
    @Override
    public String toString() {
      return outcome.toString();
    }
  }

  /**
   * Who tries.
   *
   * @param id what tries are counted by: a network, or what stands for a browser
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

  /** Takes as long for somebody unknown as for somebody known. */
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
          "too many wrong passwords for {} within an hour: until that is over only browsers and"
              + " addresses that are known can log in",
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
   * Makes sure that whoever changes their own password knows it, for a browser may have been left
   * open. Passwords of others can be changed without.
   *
   * @param old what they say it is
   * @throws IllegalArgumentException saying why that doesn't do
   */
  public void confirm(Caller caller, String user, String old) throws InterruptedException {
    if (!caller.hasSession() || !caller.name().equals(user)) {
      return;
    }
    String problem =
        switch (of(user, old, new Source("session of " + user, Source.Trust.DEVICE)).outcome) {
          case RIGHT -> "";
          case WRONG -> "the present password is another";
          case TOO_OFTEN, GUESSED -> "too many tries; wait a minute, then try again";
          case BUSY -> "too many log in at the moment; try again";
        };
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }
}
