package org.fletchck.web.http;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of this server. A foreign page whose name was made to resolve to this server (DNS
 * rebinding) sends another name; that can't be done with an address, so any address is accepted.
 */
public final class ServerNames {

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9._-]+))(?::\\d{0,5})?");
  private static final String ANYTHING_BELOW = "*.";

  private final Set<String> names;
  private final Set<String> origins;

  private ServerNames(Set<String> names, Set<String> origins) {
    this.names = names;
    this.origins = origins;
  }

  /**
   * Returns an instance with these names, besides the loopback ones.
   *
   * @param names as in a certificate: {@code *.} stands for one more label
   * @param urls the public addresses of the pages
   */
  public static ServerNames of(Collection<String> names, Collection<String> urls) {
    Set<String> known = new HashSet<>();
    names.forEach(name -> known.add(plain(name)));
    Set<String> origins = new HashSet<>();
    for (String url : urls) {
      try {
        URI uri = URI.create(url.strip());
        if (uri.getScheme() != null && uri.getHost() != null) {
          known.add(plain(uri.getHost()));
          origins.add((uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT));
        }
      } catch (IllegalArgumentException e) {
        // Ignored, so it lets nobody in.
      }
    }
    return new ServerNames(Set.copyOf(known), Set.copyOf(origins));
  }

  /** Returns whether a request is meant for this server. */
  boolean areMeantBy(Request request) {
    Matcher host = AUTHORITY.matcher(request.header("Host").orElse(""));
    if (!host.matches()) {
      return false;
    }
    return host.group(1) != null
        ? ClientAddresses.literal(host.group(1)).isPresent()
        : isKnown(plain(host.group(2)));
  }

  private boolean isKnown(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ClientAddresses.literal(name).isPresent()
        || names.contains(name)
        || names.contains(ANYTHING_BELOW + name.substring(name.indexOf('.') + 1));
  }

  /** Returns whether a request comes from a page of this server, according to the browser. */
  boolean areOriginOf(Request request) {
    Optional<String> site = request.header("Sec-Fetch-Site");
    if (request.isUnsafe()
        && site.filter(s -> !s.equals("same-origin") && !s.equals("none")).isPresent()) {
      return false;
    }
    Optional<String> origin = request.header("Origin").map(o -> o.toLowerCase(Locale.ROOT));
    if (origin.isEmpty()) {
      return true;
    }
    return origins.contains(origin.get()) || isOwn(origin.get(), request);
  }

  private static boolean isOwn(String origin, Request request) {
    String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
    return origin.equals("https://" + host)
        || (!request.isSecure() && origin.equals("http://" + host));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }
}
