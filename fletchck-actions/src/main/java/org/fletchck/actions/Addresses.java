package org.fletchck.actions;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads addresses of mail (RFC 5322, section 3.4); one text may hold several with commas. */
final class Addresses {

  private Addresses() {}

  static List<InternetAddress> parse(List<String> texts) {
    List<InternetAddress> addresses = texts.stream().flatMap(Addresses::each).distinct().toList();
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

  /** Is the rule of an option; a blank value counts as none. */
  static void check(String text) {
    if (!text.isBlank()) {
      one(text);
    }
  }

  private static Stream<InternetAddress> each(String text) {
    try {
      return Stream.of(InternetAddress.parse(text, true)).peek(a -> requireSimple(a, text));
    } catch (AddressException e) {
      throw wrong(text);
    }
  }

  private static void requireSimple(InternetAddress address, String text) {
    boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(address.getAddress());
    if (address.isGroup() || !ascii || address.getAddress().matches(".*[\\p{Cntrl}\\s].*")) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "expected an address such as admin@example.org, found \"" + Plain.oneLine(text, 60) + '"');
  }
}
