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
 * Talks to a server in lines, as SMTP, FTP, IMAP, POP3 and Network UPS Tools do, in plain text at
 * first and then perhaps over TLS. Reading is limited, the end of the stream is an exception, and a
 * failure says what the client was waiting for.
 */
final class LineDialogue {

  /** How many bytes a server may send before TLS, and how many after it. */
  static final int LIMIT = 64 * 1024;

  private static final int SHOWN = 300;

  private final TimedSteps steps;
  private final CheckConnection connection;
  private HttpInput in;
  private @Nullable HandshakeInfo handshake;

  /** Starts a dialogue on a connection; the caller closes it. */
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

    /** Returns the text of the lines that have the final code, in one line. */
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
        "waiting for the greeting from " + connection.target(),
        () -> {
          if (!in.await()) {
            throw new EOFException();
          }
          return true;
        });
  }

  /** Sends text including its line end; {@code name} is used in messages. */
  void send(String name, String text) throws IOException {
    send(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes; {@code name} is used in messages. */
  void send(String name, byte[] bytes) throws IOException {
    steps.take(
        "sending " + name + " to " + connection.target(),
        () -> {
          connection.out().write(bytes);
          return true;
        });
  }

  /** Takes a step that reads; {@code awaited} is used in messages about network failures. */
  <T> T read(String awaited, TimedSteps.Step<T> step) throws IOException {
    return steps.take("waiting for " + awaited + " from " + connection.target(), step);
  }

  /** Returns the next line without its end, which may lack the CR. */
  String line(String awaited) throws IOException {
    return read(awaited, this::line);
  }

  private String line() throws IOException {
    return decoded(in.line()).stripTrailing();
  }

  /** Decodes bytes, one per character, as UTF-8, or as Latin-1 if they aren't valid. */
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
   * Returns the next numbered reply; {@code protocol} and {@code awaited} are used in messages. It
   * ends at the first line whose code has no hyphen after it; lines without a code are text.
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
   * Secures the connection after the server agreed. Nothing may have arrived after its answer: it
   * would be unauthenticated (RFC 3207, section 6), and would get in the way of the handshake.
   *
   * @throws UntrustedException if the server isn't trusted; nothing but the handshake was sent
   */
  HandshakeInfo startTls(Tls tls) throws IOException {
    String more = in.peek(80);
    if (!more.isEmpty()) {
      throw new IOException(
          "the server sent more in plain text where TLS should start: \"" + clean(more) + '"');
    }
    handshake = connection.startTls(tls);
    in = limited(connection);
    return handshake;
  }

  /** Judges the server's certificate, if TLS was started. */
  CheckResult judge(CheckResult result) {
    return handshake == null ? result : handshake.judge(result);
  }

  /** Returns the local address. */
  InetAddress localAddress() {
    return connection.socket().getLocalAddress();
  }

  void log(String line) {
    steps.context().log(line);
  }

  /** Returns an exception saying that the server doesn't speak a protocol. */
  static IOException strange(String protocol, String said) {
    return new IOException(
        "the server doesn't speak " + protocol + ": it sent \"" + clean(said) + '"');
  }

  /** Returns an exception saying what the server refused, in its own words. */
  static IOException refused(String what, String said) {
    return new IOException("the server refused " + what + ": " + clean(said));
  }

  /** Sanitizes what a server said for use in a message. */
  static String clean(String said) {
    return ValueTexts.clean(said.strip(), SHOWN);
  }
}
