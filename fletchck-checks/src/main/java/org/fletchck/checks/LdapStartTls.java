package org.fletchck.checks;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** LDAP's StartTLS (RFC 4511, section 4.14), encoded in BER like all LDAP messages. */
final class LdapStartTls {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int ENUMERATED = 0x0a;
  private static final int EXTENDED_RESPONSE = 0x78;

  private LdapStartTls() {}

  /** Returns message 1: an extended request ({@code 77}) with the name ({@code 80}) of StartTLS. */
  static byte[] request() {
    byte[] start = {SEQUENCE, 29, INTEGER, 1, 1, 0x77, 24, (byte) 0x80, 22};
    byte[] name = "1.3.6.1.4.1.1466.20037".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(start.length + name.length).put(start).put(name).array();
  }

  /** Reads the response to its end, so that the handshake can follow. */
  static void readResponse(LineDialogue dialogue) throws IOException {
    byte[] head = {(byte) dialogue.octet(), (byte) dialogue.octet(), 0, 0, 0, 0};
    int more = head[1] < 0 ? Math.min(head[1] & 0x7f, 4) : 0; // bytes of a long length follow
    for (int i = 0; i < more; i++) {
      head[2 + i] = (byte) dialogue.octet();
    }
    try {
      byte[] content = new byte[length(ByteBuffer.wrap(head), SEQUENCE)];
      for (int i = 0; i < content.length; i++) {
        content[i] = (byte) dialogue.octet();
      }
      judge(ByteBuffer.wrap(content));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("the server doesn't speak LDAP on this port", e);
    }
  }

  private static void judge(ByteBuffer message) throws IOException {
    text(message, INTEGER);
    length(message, EXTENDED_RESPONSE);
    length(message, ENUMERATED);
    int code = message.get();
    if (code != 0) {
      text(message, OCTETS); // the matched DN
      throw StartTls.refused("LDAP result " + code + " " + text(message, OCTETS));
    }
  }

  private static String text(ByteBuffer message, int tag) {
    byte[] bytes = new byte[length(message, tag)];
    message.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the length of the element that begins here (X.690, section 8.1.3). */
  private static int length(ByteBuffer message, int tag) {
    if (message.get() != tag) {
      throw new IllegalArgumentException("not tag " + tag);
    }
    int first = message.get();
    int length = Math.max(first, 0);
    for (int i = 0; first < 0 && i < (first & 0x7f); i++) {
      length = length << 8 | (message.get() & 0xff);
    }
    if (length < 0 || length > LineDialogue.LIMIT) {
      throw new IllegalArgumentException("length " + length);
    }
    return length;
  }
}
