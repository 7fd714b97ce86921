package org.fletchck.checks;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The question of a query (RFC 1035, section 4.1.2).
 *
 * @param name an absolute name
 * @param type the number of a record type
 */
record DnsQuestion(Name name, int type) {

  /**
   * Returns the question for a user's input: a name, which may be international and needs no final
   * dot, or an address for PTR.
   *
   * @throws IllegalArgumentException if the name or type is invalid
   */
  static DnsQuestion of(String name, String type) {
    int number = type(type);
    String asked = name.strip();
    byte @Nullable [] address = number == Type.PTR ? address(asked) : null;
    return new DnsQuestion(address == null ? name(asked) : ReverseMap.fromAddress(address), number);
  }

  /**
   * Returns the number of a record type.
   *
   * @throws IllegalArgumentException if there is no type of that name
   */
  static int type(String text) {
    int type = Type.value(text.strip().toUpperCase(Locale.ROOT));
    if (type < 0 || !Type.isRR(type)) {
      throw new IllegalArgumentException(
          "expected a record type such as A, AAAA, MX or SOA, found \"" + text + '"');
    }
    return type;
  }

  /** Returns the bytes of an IPv4 or IPv6 address, or null if the text isn't one. */
  static byte @Nullable [] address(String text) {
    byte @Nullable [] four = Address.toByteArray(text, Address.IPv4);
    return four == null ? Address.toByteArray(text, Address.IPv6) : four;
  }

  private static Name name(String text) {
    try {
      if (!text.isEmpty()) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        return Name.fromString(ascii ? text : IDN.toASCII(text), Name.root);
      }
    } catch (TextParseException | IllegalArgumentException e) {
      throw notName(text, e);
    }
    throw notName(text, null);
  }

  private static IllegalArgumentException notName(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "expected a name such as example.org, found \"" + text + '"', cause);
  }

  /** Returns a query with an id of its own. */
  Message query() {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  /** Returns whether a message answers this query and not another (RFC 5452, section 9.1). */
  static boolean isAnswered(Message query, Message answer) {
    Header header = answer.getHeader();
    @Nullable Record echoed = answer.getQuestion();
    boolean same =
        echoed == null
            ? header.getRcode() != Rcode.NOERROR // some servers refuse without repeating it
            : echoed.equals(query.getQuestion());
    return header.getID() == query.getHeader().getID()
        && header.getFlag(Flags.QR)
        && header.getOpcode() == Opcode.QUERY
        && same;
  }

  /** Returns whether bytes are meant to answer a query, whether or not they can be parsed. */
  static boolean isMeantBy(byte[] bytes, Message query) {
    return bytes.length > 2
        && (Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]))
            == query.getHeader().getID()
        && (bytes[2] & 0x80) != 0; // the flag QR
  }

  /** Returns the name without its final dot. */
  String shownName() {
    return name.toString(true);
  }

  /** Returns for example {@code SOA of example.org}. */
  @Override
  public String toString() {
    return Type.string(type) + " of " + shownName();
  }
}
