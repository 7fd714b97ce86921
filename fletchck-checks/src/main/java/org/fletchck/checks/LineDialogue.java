package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a server in lines, as SMTP, FTP, IMAP, POP3 and Network UPS Tools do, plain at first
 * and then perhaps over TLS. What is read has a limit, its end is an exception, and a failure says
 * what was awaited.
 */
final class LineDialogue {

  /** How many bytes a server may send before TLS, and how many after it. */
  static final int LIMIT = 64 * 1024;

  private static final int SHOWN = 300;

  private final TimedSteps steps;
  private final CheckConnection connection;
  private HttpInput in;
  private @Nullable HandshakeInfo handshake;

  /** Starts a dialogue on a connection, which the caller closes. */
  LineDialogue(TimedSteps steps, CheckConnection connection) throws IOException {
    this.steps = steps;
    this.connection = connection;
    in = limited(connection);
  }

  private static HttpInput limited(CheckConnection connection) throws IOException {
    HttpInput in = new HttpInput(connection.in());
    in.limit(LIMIT, "the server sends more than " + LIMIT / 1024 + " KiB");
    return in;
  }

  /**
   * A reply of lines that begin with a code of three digits (RFC 5321, section 4.2; RFC 959,
   * section 4.2).
   *
   * @param code the code of the last line, which is the one that counts
   */
  record Reply(int code, List<String> lines) {

    /** Returns the lines with the code that counts, in one line. */
    String said() {
      String code = lines.get(lines.size() - 1).substring(0, 3);
      return clean(
          lines.stream().filter(line -> line.startsWith(code)).collect(Collectors.joining("; ")));
    }
  }

  /** Waits until the server begins its greeting (phase {@code first}). */
  void await() throws IOException {
    steps.time(
        "first",
        "waiting for the greeting of " + connection.target(),
        () -> {
          if (!in.await()) {
            throw new EOFException();
          }
          return true;
        });
  }

  /** Sends a text with its line end; messages call it by the name. */
  void send(String name, String text) throws IOException {
    send(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes; messages call them by the name. */
  void send(String name, byte[] bytes) throws IOException {
    steps.take(
        "sending " + name + " to " + connection.target(),
        () -> {
          connection.out().write(bytes);
          return true;
        });
  }

  /** Reads something that may fail as things on a network do; messages call it by the name. */
  <T> T read(String awaited, TimedSteps.Step<T> step) throws IOException {
    return steps.take("waiting for " + awaited + " of " + connection.target(), step);
  }

  /** Returns the next line without its end, which may lack its CR. */
  String line(String awaited) throws IOException {
    return read(awaited, this::line);
  }

  private String line() throws IOException {
    return decoded(in.line()).stripTrailing();
  }

  /** Takes the bytes, one per character, for UTF-8, or for Latin-1 if they aren't. */
  private static String decoded(String bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /** Returns the next byte. */
  int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException();
    }
    return octet;
  }

  /**
   * Returns the next numbered reply in a protocol of this name. It ends at the first line that has
   * a code with no hyphen behind it; what has no code in between is text.
   */
  Reply reply(String protocol, String awaited) throws IOException {
    return read(awaited, () -> reply(protocol));
  }

  private Reply reply(String protocol) throws IOException {
    String line = line();
    if (code(line) < 0) {
      throw strange(protocol, line);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line);
    while (code(line) < 0 || line.startsWith("-", 3)) {
      line = line();
      lines.add(line);
    }
    return new Reply(code(line), List.copyOf(lines));
  }

  /** Returns the code of a line, or -1. */
  private static int code(String line) {
    boolean numbered =
        line.length() >= 3
            && line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')
            && (line.length() == 3 || " \t-".indexOf(line.charAt(3)) >= 0);
    return numbered ? Integer.parseInt(line.substring(0, 3)) : -1;
  }

  /**
   * Secures the connection, once the server agreed. Nothing may have come after its answer: nobody
   * vouches for it (RFC 3207, section 6), and a handshake can't begin behind it.
   *
   * @throws UntrustedException if the server isn't trusted; nothing but the handshake was sent
   */
  HandshakeInfo startTls(Tls tls) throws IOException {
    String more = in.peek(80);
    if (!more.isEmpty()) {
      throw new IOException(
          "the server sent more in plain text where TLS should begin: \"" + clean(more) + '"');
    }
    handshake = connection.startTls(tls);
    in = limited(connection);
    return handshake;
  }

  /** Returns the result with what the server showed, if it came to TLS. */
  CheckResult judge(CheckResult result) {
    return handshake == null ? result : handshake.judge(result);
  }

  /** Returns this end's address. */
  InetAddress localAddress() {
    return connection.socket().getLocalAddress();
  }

  void log(String line) {
    steps.context().log(line);
  }

  /** Says that this is no answer in a protocol. */
  static IOException strange(String protocol, String said) {
    return new IOException(
        "the server doesn't speak " + protocol + ": it sent \"" + clean(said) + '"');
  }

  /** Says what the server refused and with which words. */
  static IOException refused(String what, String said) {
    return new IOException("the server refused " + what + ": " + clean(said));
  }

  /** Makes what a server said fit for a message. */
  static String clean(String said) {
    return ValueTexts.clean(said.strip(), SHOWN);
  }
}
