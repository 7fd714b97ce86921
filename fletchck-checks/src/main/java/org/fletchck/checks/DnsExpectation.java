package org.fletchck.checks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The values that the answer must contain. A string is found if it is the whole value of a record
 * or a word of it, such as the host in {@code 10 mail.example.org}. Addresses compare as addresses;
 * other values, except those of TXT records, ignore case and the final dot of names.
 *
 * @param texts what must be found, in the format of {@link #value}
 */
record DnsExpectation(List<String> texts) {

  /**
   * Parses the values that a user expects.
   *
   * @throws IllegalArgumentException if such a record can't have that value
   */
  static DnsExpectation of(DnsQuestion question, List<String> texts) {
    return new DnsExpectation(texts.stream().map(t -> spelled(question.type(), t)).toList());
  }

  private static String spelled(int type, String text) {
    return switch (type) {
      case Type.A, Type.AAAA -> address(type, text.strip());
      case Type.TXT -> text.strip();
      default -> plain(text);
    };
  }

  private static String address(int type, String text) {
    byte @Nullable [] bytes = DnsQuestion.address(text);
    if (bytes == null || bytes.length != (type == Type.A ? 4 : 16)) {
      throw new IllegalArgumentException(
          "option expect: expected "
              + (type == Type.A ? "an IPv4 address such as 192.0.2.1" : "an IPv6 address")
              + ", as reqType is "
              + Type.string(type)
              + ", found \""
              + text
              + '"');
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("has the length of an address", e);
    }
  }

  /** Returns the first expected value that no record has. */
  Optional<String> missing(List<Record> records) {
    List<String> values = records.stream().map(DnsExpectation::value).toList();
    return texts.stream()
        .filter(
            text ->
                values.stream()
                    .noneMatch(v -> v.equals(text) || Arrays.asList(v.split(" ")).contains(text)))
        .findFirst();
  }

  /** Formats the value of a record for people, without quotes and final dots. */
  static String value(Record record) {
    if (record instanceof ARecord a) {
      return a.getAddress().getHostAddress();
    }
    if (record instanceof AAAARecord a) {
      return a.getAddress().getHostAddress();
    }
    if (record instanceof TXTRecord txt) { // one string in pieces: RFC 7208, section 3.3
      return txt.getStringsAsByteArrays().stream()
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .collect(Collectors.joining());
    }
    if (record instanceof CAARecord caa) {
      return plain(caa.getFlags() + " " + caa.getTag() + " " + caa.getValue());
    }
    return plain(record.rdataToString());
  }

  private static String plain(String text) {
    return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .map(
            word ->
                word.length() > 1 && word.endsWith(".")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .collect(Collectors.joining(" "));
  }
}
