package org.fletchck.config;

import java.util.List;
import java.util.Map;
import org.fletchck.spi.Option;

/** The keys of {@code webui}; see {@link SiteConfig#webui()}. */
public final class WebuiKeys {

  /** Key: the address to listen on. */
  public static final Option<String> HOST =
      Option.text("host", "Host name or address to listen on")
          .alsoNamed("hostname")
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

  /** Key: the certificate. */
  public static final Option<String> CERT =
      Option.text("cert", "Path of the TLS certificate with its chain, as PEM");

  /** Key: the private key. */
  public static final Option<String> KEY = Option.text("key", "Path of the private key, as PEM");

  /** Key: who may log in. */
  public static final Option<Map<String, String>> USERS =
      Option.map("users", "Names with hashed passwords").secret().orElse(Map.of());

  /** Key: whether pages tell of exceptions. */
  public static final Option<Boolean> DEBUG =
      Option.flag("debug", "Shows exceptions to logged-in users").orElse(false);

  /** Key: without effect. */
  public static final Option<String> BASE =
      Option.text("base", "Kept for the original, without effect");

  /** All of them, in the order in which they are shown. */
  public static final List<Option<?>> ALL =
      List.of(HOST, PORT, NAME, URL, CERT, KEY, USERS, DEBUG, BASE);

  private WebuiKeys() {}
}
