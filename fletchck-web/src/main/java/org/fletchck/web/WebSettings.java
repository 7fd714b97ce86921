package org.fletchck.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.WebuiKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.http.GuardRules;
import org.fletchck.web.http.HostNames;
import org.fletchck.web.http.ServerNames;
import org.fletchck.web.http.TrustedProxies;
import org.jspecify.annotations.Nullable;

/** The web settings of a configuration; invalid values count as missing. */
final class WebSettings {

  private static final int PORT = 8080;
  private static final int TLS_PORT = 8443;

  private final Options options;
  private final Accounts accounts;
  private final HostNames names;

  private WebSettings(Options options, Accounts accounts, HostNames names) {
    this.names = names;
    this.options = options;
    this.accounts = accounts;
  }

  /**
   * Reads the settings.
   *
   * @param names resolves proxies given by name
   */
  static WebSettings of(SiteConfig config, HostNames names) {
    Options options = config.webui().orElseGet(() -> Options.of(WebuiKeys.ALL, Map.of()));
    return new WebSettings(options, Accounts.of(config), names);
  }

  /**
   * The place to listen on. If it changes, the port is opened again.
   *
   * @param host as written in the file
   * @param onlyHere whether it serves this machine only, because nobody could log in
   * @param proxied whether everybody but this machine and proxies is refused
   */
  record Place(
      String host,
      int port,
      @Nullable Path cert,
      @Nullable Path key,
      boolean onlyHere,
      boolean proxied) {}

  /**
   * Returns where to listen.
   *
   * @param port the one of the command line; null for that of the file
   */
  Place place(@Nullable Integer port) {
    String host = get(WebuiKeys.HOST);
    Path cert = path(WebuiKeys.CERT).orElse(null);
    Path key = path(WebuiKeys.KEY).orElse(cert);
    int chosen = port != null ? port : find(WebuiKeys.PORT).orElse(cert == null ? PORT : TLS_PORT);
    boolean proxied = cert == null && !proxies().isEmpty();
    return new Place(host, chosen, cert, key, accounts.isEmpty() && !isLoopback(host), proxied);
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** Returns the guard's rules for a place whose certificate has these names. */
  GuardRules rules(Place place, List<String> names) {
    List<String> known = new ArrayList<>(names);
    known.add(place.host());
    return new GuardRules(
        base(),
        proxies(),
        ServerNames.of(known, find(WebuiKeys.URL).orElse(List.of())),
        place.proxied(),
        get(WebuiKeys.DEBUG));
  }

  /** Returns the prefix of every path. */
  String base() {
    return get(WebuiKeys.PATH).replaceFirst("/$", "");
  }

  /** Returns whether nobody can log in with a password. */
  boolean hasNoUsers() {
    return accounts.isEmpty();
  }

  TrustedProxies proxies() {
    return TrustedProxies.of(get(WebuiKeys.PROXIES), names);
  }

  private Optional<Path> path(Option<String> key) {
    return find(key).map(text -> options.folder().resolve(text));
  }

  private <T> T get(Option<T> key) {
    return find(key).or(key::fallback).orElseThrow();
  }

  private <T> Optional<T> find(Option<T> key) {
    try {
      return options.find(key);
    } catch (IllegalArgumentException e) {
      return key.fallback(); // reported by validation
    }
  }
}
