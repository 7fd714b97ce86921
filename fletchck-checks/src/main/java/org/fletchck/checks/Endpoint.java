package org.fletchck.checks;

import java.net.IDN;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import org.fletchck.config.HostText;

/**
 * Where a service is: host and port.
 *
 * @param host a name in lower case and ASCII, or an address without brackets
 * @param port the TCP or UDP port
 */
record Endpoint(String host, int port) {

  /**
   * Returns the endpoint for a user's input: an IPv6 address may be in brackets, and a name may be
   * international.
   *
   * @throws IllegalArgumentException if the host is invalid
   */
  static Endpoint of(String hostname, int port) {
    String host = hostname.strip();
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    HostText.refuseMac(host);
    if (host.isEmpty() || !host.chars().allMatch(Endpoint::canStandInHost)) {
      throw notHost(hostname);
    }
    return new Endpoint(ascii(host, hostname).toLowerCase(Locale.ROOT), port);
  }

  private static boolean canStandInHost(int c) {
    return c > 127 || Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0;
  }

  private static String ascii(String host, String hostname) {
    try {
      return host.chars().allMatch(c -> c < 128) ? host : IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw notHost(hostname);
    }
  }

  private static IllegalArgumentException notHost(String hostname) {
    // There may be a password before an @.
    String found = hostname.indexOf('@') < 0 ? '"' + hostname + '"' : "a name with @";
    String remedy = hostname.contains("://") ? "; leave out the scheme and the path" : "";
    return new IllegalArgumentException(
        "expected a host name such as example.org or an address" + remedy + ", found " + found);
  }

  /** Returns whether the host is an address instead of a name. */
  boolean isAddress() {
    return isIpv6() || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  /**
   * Returns whether Java can compare the host with a certificate: addresses, and names of letters,
   * digits and, within their labels, hyphens.
   */
  boolean isNamedForJava() {
    if (isAddress()) {
      return true;
    }
    try {
      return !new SNIHostName(name()).getAsciiName().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the name without a final dot, as certificates and TLS write it. */
  String name() {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /**
   * Returns the host as written in a URL and in HTTP's Host header (RFC 3986, section 3.2.2),
   * followed by the port unless it is the default one.
   */
  String authority(int defaultPort) {
    String shown = isIpv6() ? "[" + host.replaceFirst("%.*", "") + "]" : host;
    return port == defaultPort ? shown : shown + ":" + port;
  }

  /** Returns {@code HOST port PORT}. */
  @Override
  public String toString() {
    return host + " port " + port;
  }
}
