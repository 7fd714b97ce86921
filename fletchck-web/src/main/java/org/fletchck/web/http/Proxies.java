package org.fletchck.web.http;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The proxies that are believed when they say who their client is. Immutable. */
public final class Proxies {

  private final Set<InetAddress> trusted;

  private Proxies(Set<InetAddress> trusted) {
    this.trusted = trusted;
  }

  /** Believes these addresses; a text that is none counts for nothing. */
  public static Proxies of(Collection<String> addresses) {
    return new Proxies(
        addresses.stream()
            .map(Addresses::literal)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Tells whether there are any. */
  public boolean isEmpty() {
    return trusted.isEmpty();
  }

  /** Tells whether whoever has this address is one of them. */
  boolean areTrustedAt(String address) {
    return Addresses.literal(address).filter(trusted::contains).isPresent();
  }

  /**
   * Returns a request as it came from its client. {@code X-Forwarded-For} is read from its end, as
   * each proxy adds what it knows there, up to the first address that isn't trusted.
   */
  Request clientOf(Request request) {
    if (!areTrustedAt(request.address())) {
      return request;
    }
    String client = request.address();
    List<String> hops = last(request, "X-Forwarded-For");
    for (int i = hops.size() - 1; i >= 0 && areTrustedAt(client); i--) {
      Optional<InetAddress> hop = Addresses.literal(withoutPort(hops.get(i)));
      if (hop.isEmpty()) {
        break;
      }
      client = Addresses.text(hop.get());
    }
    List<String> schemes = last(request, "X-Forwarded-Proto");
    boolean secure =
        schemes.isEmpty()
            ? request.isSecure()
            : schemes.get(schemes.size() - 1).equalsIgnoreCase("https");
    return request.from(client, secure);
  }

  private static List<String> last(Request request, String header) {
    return request
        .header(header)
        .map(value -> List.of(value.strip().split("\\s*,\\s*", -1)))
        .orElse(List.of());
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.replaceFirst("^\\[([^\\]]*)\\].*", "$1");
    }
    return hop.indexOf(':') == hop.lastIndexOf(':') ? hop.replaceFirst(":.*", "") : hop;
  }
}
