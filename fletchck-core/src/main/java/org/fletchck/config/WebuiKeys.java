package org.fletchck.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fletchck.spi.Option;

/** The keys of {@code webui}; see {@link SiteConfig#webui()}. */
public final class WebuiKeys {

  /** What stands in {@link #STATUS} for all checks. */
  public static final String ALL_CHECKS = "all";

  private static final Pattern BELOW = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern TOKEN = Pattern.compile("(read|write):[0-9a-f]{64}");

  /** Key: the address to listen on. */
  public static final Option<String> HOST =
      Option.text("host", "Host name or address to listen on")
          .alsoNamed("hostname")
          .check(HostText::check)
          .orElse("localhost");

  /** Key: the port. */
  public static final Option<Integer> PORT =
      Option.integer("port", "TCP port to listen on; 0 for any")
          .between(0, 65_535)
          .orElseSomehow("8443 with a certificate, else 8080");

  /** Key: the site's name. */
  public static final Option<String> NAME =
      Option.text("name", "Name of the site, shown on pages and in notifications")
          .orElse("Fletchck");

  /** Key: the address for links. */
  public static final Option<String> URL =
      Option.text("url", "Address of the pages as people reach them, for links in notifications");

  /** Key: what stands before every path, behind a proxy. */
  public static final Option<String> PATH =
      Option.text("path", "What stands before every path behind a proxy, such as /monitor")
          .check(WebuiKeys::mustBePath)
          .orElse("");

  /** Key: who is believed about the client. */
  public static final Option<List<String>> PROXIES =
      Option.list("proxies", "Addresses of the proxies whose X-Forwarded headers are believed")
          .orOne()
          .check(proxies -> proxies.forEach(WebuiKeys::mustBeAddress))
          .orElse(List.of());

  /** Key: the certificate. */
  public static final Option<String> CERT =
      Option.text("cert", "Path of the TLS certificate with its chain, as PEM");

  /** Key: the private key. */
  public static final Option<String> KEY = Option.text("key", "Path of the private key, as PEM");

  /** Key: who may log in. */
  public static final Option<Map<String, String>> USERS =
      Option.map("users", "Names with hashed passwords").secret().orElse(Map.of());

  /** Key: programs that may ask. */
  public static final Option<Map<String, String>> TOKENS =
      Option.map("tokens", "Names with read: or write: and the SHA-256 of a token, in hex")
          .secret()
          .check(tokens -> tokens.forEach(WebuiKeys::mustBeToken))
          .orElse(Map.of());

  /** Key: the checks that everybody may see; {@link SiteConfig#statusChecks} reads it. */
  public static final Option<List<String>> STATUS =
      Option.checks("status", "Names of the checks on the public status page, or all")
          .orOne()
          .orElse(List.of());

  /** Key: the title of the public status page. */
  public static final Option<String> STATUS_TITLE =
      Option.text("statusTitle", "Title of the public status page").orElseSomehow("the name");

  /** Key: whether pages tell of exceptions. */
  public static final Option<Boolean> DEBUG =
      Option.flag("debug", "Shows exceptions to logged-in users").orElse(false);

  /** Key: without effect. */
  public static final Option<String> BASE =
      Option.text("base", "Kept for the original, without effect");

  /** All of them, in the order in which they are shown. */
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

  private static void mustBePath(String path) {
    if (!BELOW.matcher(path).matches()) {
      throw new IllegalArgumentException("expected a path such as /monitor, found \"" + path + '"');
    }
  }

  private static void mustBeAddress(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "expected addresses such as 127.0.0.1 or ::1, found \"" + address + '"');
    }
  }

  private static void mustBeToken(String name, String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "expected of \""
              + name
              + "\" the text read: or write: and 64 digits of SHA-256, in lower case");
    }
  }
}
