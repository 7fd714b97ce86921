package org.fletchck.web.auth;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.fletchck.web.http.Caller;

/**
 * Finds out whether somebody knows the password of a user, at most five times a minute for each
 * user. Safe for use by several threads.
 */
public final class PasswordCheck {

  private final Supplier<Accounts> accounts;
  private final Attempts attempts;

  /**
   * Makes one.
   *
   * @param accounts those of now
   */
  public PasswordCheck(InstantSource clock, Supplier<Accounts> accounts) {
    this.accounts = accounts;
    this.attempts = new Attempts(clock);
  }

  /** What came of one. */
  enum Outcome {
    RIGHT,
    /** The password is another, or there is no such user: nobody learns which. */
    WRONG,
    /** It was tried too often. */
    TOO_OFTEN,
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

  /** Takes as long for somebody unknown as for somebody known. */
  Answer of(String user, String password) throws InterruptedException {
    if (!attempts.mayTry(Randomness.sha256(user))) {
      return new Answer(Outcome.TOO_OFTEN, "");
    }
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
        switch (of(user, old).outcome) {
          case RIGHT -> "";
          case WRONG -> "the present password is another";
          case TOO_OFTEN -> "too many tries; wait a minute, then try again";
          case BUSY -> "too many log in at the moment; try again";
        };
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }
}
