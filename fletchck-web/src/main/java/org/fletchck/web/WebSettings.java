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

/** What a configuration says about the web; wrong values count as missing. */
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
   * Reads them.
   *
   * @param names knows the addresses of proxies that are named
   */
  static WebSettings of(SiteConfig config, HostNames names) {
    Options options = config.webui().orElseGet(() -> Options.of(WebuiKeys.ALL, Map.of()));
    return new WebSettings(options, Accounts.of(config), names);
  }

  /**
   * What is listened on. Another one means that the port is opened again.
   *
   * @param host as it stands in the file
   * @param onlyHere whether it is this machine alone, because nobody could log in
   * @param proxied whether all but this machine and proxies are refused
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

  /** Returns what the guard goes by, at a place with a certificate for these names. */
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

  /** Returns what stands before every path. */
  String base() {
    return get(WebuiKeys.PATH).replaceFirst("/$", "");
  }

  /** Tells whether nobody can log in with a password. */
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
