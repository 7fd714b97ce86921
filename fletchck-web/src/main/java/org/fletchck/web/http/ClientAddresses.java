package org.fletchck.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses addresses in headers, without ever resolving names. */
final class ClientAddresses {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private ClientAddresses() {}

  /** Parses an address; empty if it is invalid. */
  static Optional<InetAddress> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text)); // a literal, so nothing is resolved
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Formats an address without the interface that it belongs to. */
  static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  static boolean isLoopback(String address) {
    return literal(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
