package org.fletchck.web.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.EditRules;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.web.http.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The users and tokens of a site. A user without a name is the original's placeholder for unknown
 * users: it is kept, but never listed and never let in.
 *
 * @param users password hashes by name
 * @param tokens {@code read:} or {@code write:} followed by the SHA-256 of a token, by name
 */
public record Accounts(Map<String, String> users, Map<String, String> tokens) {

  /** The message for callers who are refused; see {@link #mayBeChangedBy}. */
  public static final String OF_ADMIN =
      "only the user admin may change users, tokens and other people's passwords";

  private static final String ADMIN = "admin";

  /** Returns the accounts of a site; invalid values count as missing. */
  public static Accounts of(SiteConfig site) {
    Optional<Options> webui = site.webui();
    Map<String, String> users = new LinkedHashMap<>(values(webui, WebuiKeys.USERS));
    users.keySet().removeIf(String::isBlank);
    return new Accounts(users, values(webui, WebuiKeys.TOKENS));
  }

  private static Map<String, String> values(
      Optional<Options> webui, Option<Map<String, String>> key) {
    try {
      return webui.map(options -> options.get(key)).orElse(Map.of());
    } catch (IllegalArgumentException e) {
      return Map.of(); // reported by validation
    }
  }

  /**
   * Returns whether a caller may change users, tokens and the passwords of others. As in the
   * original, that is reserved to the user {@code admin}, if there is one, and to programs with a
   * write token.
   */
  public boolean mayBeChangedBy(Caller caller) {
    return !caller.hasSession() || !users.containsKey(ADMIN) || caller.name().equals(ADMIN);
  }

  /** Returns whether nobody can log in with a password. */
  public boolean isEmpty() {
    return users.isEmpty();
  }

  /** Returns the hash of a user's password. */
  Optional<String> hash(String user) {
    return Optional.ofNullable(users.get(user));
  }

  /**
   * Returns the hash of some user, always the same one for the same name, so that refusing an
   * unknown user takes as long as refusing a known one.
   */
  Optional<String> hashInstead(String unknown) {
    List<String> all = new ArrayList<>(users.values());
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(Math.floorMod(unknown.hashCode(), all.size())));
  }

  /** Returns a site with a user added or given a new hash, as made by {@link Passwords#hash}. */
  public static SiteConfig withUser(SiteConfig site, String name, String hash) {
    return with(site, WebuiKeys.USERS, name, hash);
  }

  /**
   * Returns a site with a new user.
   *
   * @throws IllegalArgumentException if the name is taken or invalid
   */
  public static SiteConfig withNewUser(SiteConfig site, String name, String hash) {
    return withUser(site, free(name, of(site).users), hash);
  }

  /**
   * Returns a site in which a user has a new password.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public static SiteConfig withPassword(SiteConfig site, String name, String hash) {
    return withUser(site, present(name, of(site).users, "user"), hash);
  }

  /**
   * Returns a site without a user.
   *
   * @param caller who asks for it
   * @throws IllegalArgumentException if the user doesn't exist, or is the caller or the last one
   */
  public static SiteConfig withoutUser(SiteConfig site, String name, Caller caller) {
    Accounts accounts = of(site);
    present(name, accounts.users, "user");
    if (caller.hasSession() && name.equals(caller.name())) {
      throw new IllegalArgumentException("you can't delete yourself; another user can");
    }
    if (accounts.users.size() == 1) {
      throw new IllegalArgumentException("the last user can't be deleted");
    }
    return with(site, WebuiKeys.USERS, name, null);
  }

  /**
   * Returns a site with a new token.
   *
   * @throws IllegalArgumentException if the name is taken or invalid
   */
  public static SiteConfig withNewToken(SiteConfig site, String name, Tokens.CreatedToken token) {
    return with(site, WebuiKeys.TOKENS, free(name, of(site).tokens), token.entry());
  }

  /**
   * Returns a site without a token.
   *
   * @throws IllegalArgumentException if there is no such token
   */
  public static SiteConfig withoutToken(SiteConfig site, String name) {
    return with(site, WebuiKeys.TOKENS, present(name, of(site).tokens, "token"), null);
  }

  private static String free(String given, Map<String, String> taken) {
    String name = EditRules.name(given);
    if (taken.containsKey(name)) {
      throw new IllegalArgumentException("there is a \"" + name + "\" already");
    }
    return name;
  }

  private static String present(String name, Map<String, String> known, String kind) {
    if (!known.containsKey(name)) {
      throw new IllegalArgumentException("there is no " + kind + " \"" + name + "\" any more");
    }
    return name;
  }

  private static SiteConfig with(
      SiteConfig site, Option<?> key, String name, @Nullable String value) {
    Map<String, Object> webui = new LinkedHashMap<>(site.section("webui").orElse(Map.of()));
    Map<String, Object> entries = new LinkedHashMap<>();
    if (webui.get(key.name()) instanceof Map<?, ?> present) {
      present.forEach((n, v) -> entries.put(String.valueOf(n), v));
    }
    if (value == null) {
      entries.remove(name);
    } else {
      entries.put(name, value);
    }
    webui.put(key.name(), entries);
    return site.with("webui", webui);
  }

  /** Returns a summary without hashes. */
  @Override
  public String toString() {
    return users.size() + " users, " + tokens.size() + " tokens";
  }
}
