package org.fletchck.actions;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Parses mail addresses (RFC 5322, section 3.4); one string may hold several, separated by commas.
 */
final class MailAddresses {

  private static final int NAME = 200;

  private MailAddresses() {}

  static List<InternetAddress> parse(List<String> texts) {
    List<InternetAddress> addresses =
        texts.stream().flatMap(MailAddresses::each).distinct().toList();
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("expected at least one address");
    }
    return addresses;
  }

  static InternetAddress one(String text) {
    List<InternetAddress> addresses = each(text).toList();
    if (addresses.size() != 1) {
      throw wrong(text);
    }
    return addresses.get(0);
  }

  /** Validates the value of a sender option; a blank value counts as not set. */
  static void check(String text) {
    if (!text.isBlank() && !isAscii(one(text))) {
      throw wrong(text);
    }
  }

  private static Stream<InternetAddress> each(String text) {
    try {
      return Stream.of(InternetAddress.parse(text, true)).map(a -> plain(a, text));
    } catch (AddressException e) {
      throw wrong(text);
    }
  }

  /** Returns the address as it is transmitted: the domain in ASCII, the name encoded. */
  private static InternetAddress plain(InternetAddress address, String text) {
    String whole = address.getAddress();
    if (address.isGroup() || whole.matches(".*[\\p{Cntrl}\\s].*")) {
      throw wrong(text);
    }
    try {
      int at = whole.lastIndexOf('@');
      if (!DomainName.isAscii(whole.substring(at + 1))) {
        address.setAddress(whole.substring(0, at + 1) + DomainName.ascii(whole.substring(at + 1)));
      }
      if (address.getPersonal() != null) {
        address.setPersonal(PlainLine.oneLine(address.getPersonal(), NAME), "UTF-8");
      }
      return address;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
  }

  /**
   * Returns whether the address is ASCII, which every server accepts. One with other characters
   * before the {@code @} needs a server that supports SMTPUTF8 (RFC 6531).
   */
  static boolean isAscii(InternetAddress address) {
    return DomainName.isAscii(address.getAddress());
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "expected an address such as admin@example.org, found \""
            + PlainLine.oneLine(text, 60)
            + '"');
  }
}
