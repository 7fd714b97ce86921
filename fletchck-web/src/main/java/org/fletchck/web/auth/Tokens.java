package org.fletchck.web.auth;

import java.util.Locale;
import java.util.Map;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;

/** Tokens of programs. A site keeps their SHA-256 alone; that is enough for what is random. */
public final class Tokens {

  private static final String BEGINNING = "fletchck_";

  private Tokens() {}

  /**
   * A token that was just made.
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

  /** Makes one that may only look, or change everything. */
  public static CreatedToken create(Access access) {
    if (access == Access.PUBLIC) {
      throw new IllegalArgumentException("a token has to allow something");
    }
    String token = BEGINNING + Randomness.secret();
    String kind = access.name().toLowerCase(Locale.ROOT);
    return new CreatedToken(token, kind + ":" + Randomness.sha256(token));
  }

  /** Returns what a token may do, by the entry that the site keeps. */
  public static Access access(String entry) {
    return entry.startsWith("write:") ? Access.WRITE : Access.READ;
  }

  /** Returns whose token it is; all of them are compared, so that the time tells nothing. */
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
