package org.fletchck.web.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The proxies that are trusted to say who their client is: addresses, networks, host names, and
 * {@code private} for all networks that aren't part of the internet. Safe for use by several
 * threads.
 */
public final class TrustedProxies {

  private static final String PRIVATE = "private";

  /** RFC 1918, 6598, 3927, 4193, and the loopback and link-local ones. */
  private static final List<String> PRIVATE_NETWORKS =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128");

  private final List<Network> networks;
  private final Set<String> names;
  private final HostNames addresses;

  private TrustedProxies(List<Network> networks, Set<String> names, HostNames addresses) {
    this.networks = networks;
    this.names = names;
    this.addresses = addresses;
  }

  /** A range of addresses with the same first bits. */
  private record Network(InetAddress first, int bits) {

    static Optional<Network> of(String text) {
      String[] parts = text.split("/", 2);
      return ClientAddresses.literal(parts[0])
          .map(
              first -> {
                int all = first.getAddress().length * Byte.SIZE;
                return new Network(
                    first, parts.length < 2 ? all : Math.min(all, Integer.parseInt(parts[1])));
              });
    }

    boolean holds(InetAddress address) {
      byte[] a = first.getAddress();
      byte[] b = address.getAddress();
      if (a.length != b.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if (((a[bit / Byte.SIZE] ^ b[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Returns an instance that trusts these proxies.
   *
   * @param entries addresses, networks such as {@code 10.0.0.0/8}, host names, {@code private}
   * @param addresses the addresses of the names
   */
  public static TrustedProxies of(Collection<String> entries, HostNames addresses) {
    List<Network> networks = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (String entry : entries) {
      if (entry.equalsIgnoreCase(PRIVATE)) {
        PRIVATE_NETWORKS.forEach(each -> Network.of(each).ifPresent(networks::add));
      } else {
        Network.of(entry).ifPresentOrElse(networks::add, () -> names.add(entry));
      }
    }
    return new TrustedProxies(List.copyOf(networks), Set.copyOf(names), addresses);
  }

  /** Returns an instance that trusts nobody. */
  public static TrustedProxies none() {
    return of(List.of(), new HostNames());
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return networks.isEmpty() && names.isEmpty();
  }

  /** Returns the host names among them, whose addresses have to be resolved. */
  public Set<String> names() {
    return names;
  }

  /** Returns whether a proxy at this address is trusted. */
  boolean areTrustedAt(String address) {
    return ClientAddresses.literal(address)
        .filter(
            found ->
                networks.stream().anyMatch(network -> network.holds(found))
                    || names.stream().anyMatch(name -> addresses.of(name).contains(found)))
        .isPresent();
  }

  /**
   * Returns a request with the address of its client. {@code X-Forwarded-For} is read from its end,
   * where each proxy appends what it knows, up to the first address that isn't trusted.
   */
  Request clientOf(Request request) {
    if (!areTrustedAt(request.address())) {
      return request;
    }
    String client = request.address();
    List<String> hops = last(request, "X-Forwarded-For");
    for (int i = hops.size() - 1; i >= 0 && areTrustedAt(client); i--) {
      Optional<InetAddress> hop = ClientAddresses.literal(withoutPort(hops.get(i)));
      if (hop.isEmpty()) {
        break;
      }
      client = ClientAddresses.text(hop.get());
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
