package org.fletchck.config;

import java.util.regex.Pattern;

/** Tells a host name or address from something else that contains one, such as a URL. */
public final class HostText {

  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}/@:\\[\\]?#]+");
  private static final Pattern IPV6 =
      Pattern.compile("\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[^\\s\\]/]+)?\\]?");

  private static final Pattern MAC =
      Pattern.compile("[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\\1[0-9A-Fa-f]{2}){4}");

  private HostText() {}

  /**
   * Checks the value of an option; a blank string counts as missing.
   *
   * @throws IllegalArgumentException if the text can't be a host
   */
  public static void check(String text) {
    String host = text.strip();
    refuseMac(host);
    if (!host.isEmpty() && !NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      String remedy =
          host.contains("://")
              ? "leave out what comes before and after the name"
              : host.contains(":") ? "set the port separately" : "remove everything else";
      throw new IllegalArgumentException(
          "expected a host name such as example.org or an address; "
              + remedy
              + ", found \""
              + (host.contains("@") ? "a name with @" : host)
              + '"');
    }
  }

  /**
   * Refuses a MAC address, which looks like a name or an IPv6 address.
   *
   * @throws IllegalArgumentException if the text is a MAC address
   */
  public static void refuseMac(String host) {
    if (MAC.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "expected a host name or IP address; " + host + " is the MAC address of a network card");
    }
  }
}
