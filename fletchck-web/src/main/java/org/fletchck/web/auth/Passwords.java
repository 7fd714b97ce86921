package org.fletchck.web.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes passwords and compares them with hashes. */
public final class Passwords {

  /** The fewest characters of a new password. */
  public static final int SHORTEST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

  /** Nobody types longer ones, and hashing them takes time before the costly part even begins. */
  private static final int LONGEST = 1024;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** One at a time, because hashing takes up to 100 MB. */
  private static final Semaphore TURN = new Semaphore(1, true);

  private Passwords() {}

  /**
   * Returns the hash of a new password, for {@code webui.users}; takes 19 MiB and about 50 ms.
   *
   * @throws IllegalArgumentException if the password is too short or too long
   */
  public static String hash(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "expected a password of %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    return PasswordHash.of(password).text();
  }

  /**
   * Returns whether a password matches a hash.
   *
   * @return empty if that can't be found out now, because of too many requests or too little memory
   */
  static Optional<Boolean> matches(String password, String hash) throws InterruptedException {
    Optional<PasswordHash> read = PasswordHash.read(hash);
    if (read.isEmpty() || password.length() > LONGEST) {
      return Optional.of(false);
    }
    if (!TURN.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.get().isOf(password));
    } catch (OutOfMemoryError e) {
      LOG.error(
          "a password can't be verified: not enough memory for the {} KiB of its hash",
          read.get().cost().memory());
      return Optional.empty();
    } finally {
      TURN.release();
    }
  }

  /** Returns whether a hash isn't of the kind that {@link #hash} makes, such as the original's. */
  static boolean isForeign(String hash) {
    return PasswordHash.read(hash).filter(h -> h.cost().equals(PasswordHash.OWN)).isEmpty();
  }
}
