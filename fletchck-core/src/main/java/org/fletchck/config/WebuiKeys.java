package org.fletchck.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fletchck.spi.Option;

/** The keys of {@code webui}; see {@link SiteConfig#webui()}. */
public final class WebuiKeys {

  /** The name in {@link #STATUS} that means all checks. */
  public static final String ALL_CHECKS = "all";

  private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s/?#@]+(/[^\\s?#]*)?");

  private static final Pattern BELOW = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
  private static final Pattern PROXY =
      Pattern.compile(
          "(?<v4>[0-9]{1,3}(\\.[0-9]{1,3}){3})(/(?<bits4>[0-9]|[12][0-9]|3[0-2]))?"
              + "|(?<v6>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/(?<bits6>[0-9]{1,2}|1[01][0-9]|12[0-8]))?"
              + "|(?=.{1,253}$)(?![0-9.]+$)[A-Za-z0-9_]([A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*)\\.?");
  private static final Pattern TOKEN = Pattern.compile("(read|write):[0-9a-f]{64}");

  /** Key: the address to listen on. */
  public static final Option<String> HOST =
      Option.text("host", "Host name or address to listen on")
          .alias("hostname")
          .check(HostText::check)
          .orElse("localhost");

  /** Key: the port. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port to listen on; 0 for any")
          .between(0, 65_535)
          .describeDefault("8443 with a certificate, else 8080");

  /** Key: the site's name. */
  public static final Option<String> NAME =
      Option.text("name", "Name of the site, shown on pages and in notifications")
          .orElse("Fletchck");

  /** Key: the addresses at which people reach the pages; the first is used for links. */
  public static final Option<List<String>> URL =
      Option.list(
              "url",
              "Addresses at which people reach the pages; the first is for links in notifications")
          .acceptSingle()
          .check(urls -> urls.forEach(WebuiKeys::mustBeAddress));

  /** Key: the prefix of every path, behind a proxy. */
  public static final Option<String> PATH =
      Option.text("path", "Prefix of every path behind a proxy, such as /monitor")
          .check(WebuiKeys::mustBePath)
          .orElse("");

  /** Key: the proxies that are trusted about the client's address. */
  public static final Option<List<String>> PROXIES =
      Option.list(
              "proxies",
              "Proxies whose X-Forwarded headers are trusted: addresses, networks, host names, or"
                  + " private")
          .acceptSingle()
          .check(proxies -> proxies.forEach(WebuiKeys::mustBeProxy))
          .orElse(List.of());

  /** Key: the certificate. */
  public static final Option<String> CERT =
      Option.text("cert", "Path of the TLS certificate with its chain, as PEM");

  /** Key: the private key. */
  public static final Option<String> KEY = Option.text("key", "Path of the private key, as PEM");

  /** Key: who may log in. */
  public static final Option<Map<String, String>> USERS =
      Option.map("users", "User names with hashed passwords").secret().orElse(Map.of());

  /** Key: the tokens with which programs may use the API. */
  public static final Option<Map<String, String>> TOKENS =
      Option.map("tokens", "Names with read: or write: and the SHA-256 of a token, in hex")
          .secret()
          .check(tokens -> tokens.forEach(WebuiKeys::mustBeToken))
          .orElse(Map.of());

  /** Key: the checks that everybody may see; {@link SiteConfig#statusChecks} reads it. */
  public static final Option<List<String>> STATUS =
      Option.checks("status", "Names of the checks on the public status page, or all")
          .acceptSingle()
          .orElse(List.of());

  /** Key: the title of the public status page. */
  public static final Option<String> STATUS_TITLE =
      Option.text("statusTitle", "Title of the public status page").describeDefault("the name");

  /** Key: whether pages show exceptions. */
  public static final Option<Boolean> DEBUG =
      Option.flag("debug", "Show exceptions to logged-in users").orElse(false);

  /** Key: without effect. */
  public static final Option<String> BASE = Option.text("base", "Kept for the original; no effect");

  /** All keys, in display order. */
  public static final List<Option<?>> ALL =
      List.of(
          HOST,
          PORT,
          NAME,
          URL,
          PATH,
          PROXIES,
          CERT,
          KEY,
          USERS,
          TOKENS,
          STATUS,
          STATUS_TITLE,
          DEBUG,
          BASE);

  private WebuiKeys() {}

  /** Links begin with it, so a name and password would be in every notification. */
  private static void mustBeAddress(String url) {
    if (!ADDRESS.matcher(url.strip()).matches()) {
      throw new IllegalArgumentException(
          "expected an address such as https://monitor.example.org"
              + (url.contains("@")
                  ? ", without a name or password: links to it are shown"
                  : ", found \"" + url + '"'));
    }
  }

  private static void mustBePath(String path) {
    if (!BELOW.matcher(path).matches()) {
      throw new IllegalArgumentException("expected a path such as /monitor, found \"" + path + '"');
    }
  }

  private static void mustBeProxy(String proxy) {
    if (!PROXY.matcher(proxy).matches()) {
      throw new IllegalArgumentException(
          "expected addresses, networks such as 10.0.0.0/8, host names, or private, found \""
              + proxy
              + '"');
    }
  }

  private static void mustBeToken(String name, String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "expected for \""
              + name
              + "\" read: or write: followed by the SHA-256 as 64 lower-case hex digits");
    }
  }
}
