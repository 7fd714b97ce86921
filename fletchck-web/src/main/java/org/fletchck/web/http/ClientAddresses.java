package org.fletchck.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses as they stand in headers, and never asks anybody about names. */
final class ClientAddresses {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private ClientAddresses() {}

  /** Returns the address that a text is; empty if it is none. */
  static Optional<InetAddress> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text)); // reads the text, asks nobody
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Returns an address as a text without the interface it belongs to. */
  static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  static boolean isLoopback(String address) {
    return literal(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
