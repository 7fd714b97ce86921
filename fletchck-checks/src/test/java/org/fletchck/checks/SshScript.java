package org.fletchck.checks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** The messages of a made-up SSH server, before anything is encrypted (RFC 4253, section 6). */
final class SshScript {

  static final String IDENTIFICATION = "SSH-2.0-made_up\r\n";

  private static final int KEXINIT = 20;
  private static final int EVEN = 8;

  private SshScript() {}

  /** Proposes these, of each other kind one that every client knows. */
  static byte[] proposal(String keyExchange, String hostKey, String cipher) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.write(KEXINIT);
    payload.writeBytes(new byte[16]);
    payload.writeBytes(
        strings(
            keyExchange,
            hostKey,
            cipher,
            cipher,
            "hmac-sha2-256",
            "hmac-sha2-256",
            "none",
            "none",
            "",
            ""));
    payload.writeBytes(new byte[5]);
    return packet(payload.toByteArray());
  }

  static byte[] packet(byte[] payload) {
    int padding = EVEN - (payload.length + 5) % EVEN + EVEN;
    return ByteBuffer.allocate(5 + payload.length + padding)
        .putInt(1 + payload.length + padding)
        .put((byte) padding)
        .put(payload)
        .array();
  }

  /** Returns the texts, each behind its length (RFC 4251, section 5). */
  static byte[] strings(String... texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /** Returns the answer to a key exchange with these bytes as host key. */
  static byte[] reply(byte[] hostKey) {
    byte[] key = strings(new String(hostKey, StandardCharsets.ISO_8859_1));
    byte[] rest = strings(String.join("", Collections.nCopies(32, "x")), "signature");
    return packet(
        ByteBuffer.allocate(1 + key.length + rest.length)
            .put((byte) 31)
            .put(key)
            .put(rest)
            .array());
  }
}
