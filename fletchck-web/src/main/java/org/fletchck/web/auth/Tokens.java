package org.fletchck.web.auth;

import java.util.Locale;
import java.util.Map;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;

/** Tokens of programs. A site keeps only their SHA-256, which is enough for what is random. */
public final class Tokens {

  private static final String BEGINNING = "fletchck_";

  private Tokens() {}

  /**
   * A token that was just created.
   *
   * @param token what the program sends; shown once
   * @param entry what the site keeps in {@code webui.tokens}
   */
  public record CreatedToken(String token, String entry) {
    @Override
    public String toString() {
      return "a token";
    }
  }

  /** Creates a token that may read, or read and change everything. */
  public static CreatedToken create(Access access) {
    if (access == Access.PUBLIC) {
      throw new IllegalArgumentException("a token must allow something");
    }
    String token = BEGINNING + Randomness.secret();
    String kind = access.name().toLowerCase(Locale.ROOT);
    return new CreatedToken(token, kind + ":" + Randomness.sha256(token));
  }

  /** Returns what a token may do, according to the entry that the site keeps. */
  public static Access access(String entry) {
    return entry.startsWith("write:") ? Access.WRITE : Access.READ;
  }

  /** Returns whose token it is; compares with all of them, so that the time reveals nothing. */
  static Caller callerOf(String token, Accounts accounts) {
    String sum = Randomness.sha256(token);
    Caller found = Caller.ANYBODY;
    for (Map.Entry<String, String> each : accounts.tokens().entrySet()) {
      String[] entry = each.getValue().split(":", 2);
      if (entry.length == 2 && Randomness.equal(entry[1], sum)) {
        found = new Caller(each.getKey(), access(each.getValue()), "");
      }
    }
    return found;
  }
}
