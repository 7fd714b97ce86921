package org.fletchck.checks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * Says NOOP and LOGOUT to an IMAP server (RFC 9051), with STARTTLS before if asked to, and fails
 * with the server's own words where it refuses.
 */
final class ImapTalk {

  private final Steps steps;
  private final MailSocket socket;
  private IMAPProtocol imap;

  private ImapTalk(Steps steps, MailSocket socket) throws IOException {
    this.steps = steps;
    this.socket = socket;
    imap = protocol(socket);
  }

  /** Returns once NOOP was answered; then the line may drop. */
  static void hold(Steps steps, MailSocket socket, boolean starttls) throws IOException {
    ImapTalk talk = new ImapTalk(steps, socket);
    talk.greeting();
    if (starttls) {
      talk.startTls();
    }
    talk.command("NOOP", () -> talk.imap.noop());
    try {
      talk.command("LOGOUT", () -> talk.imap.logout());
    } catch (IOException e) {
      steps.context().log("passed, although " + Reasons.said(e));
    }
  }

  private static IMAPProtocol protocol(MailSocket socket) throws IOException {
    // A PrintStream swallows what goes wrong, but then nothing can be read any more either.
    PrintStream out = new PrintStream(socket.getOutputStream(), false, StandardCharsets.US_ASCII);
    return new IMAPProtocol(
        new WithoutLiterals(socket.getInputStream()), out, new Properties(), false);
  }

  /** Reads the greeting (RFC 9051, section 7.1). */
  private void greeting() throws IOException {
    IMAPResponse greeting = take("the greeting", () -> (IMAPResponse) imap.readResponse());
    String said = said(greeting);
    if (greeting.isBYE()) {
      throw new IOException("the server refused connections: " + said);
    }
    if (!greeting.isUnTagged() || !(greeting.isOK() || greeting.keyEquals("PREAUTH"))) {
      throw new IOException("the server doesn't speak IMAP: it sent \"" + said + '"');
    }
    steps.context().log("greeted with " + said);
  }

  /** Starts TLS (RFC 9051, section 6.2.1). There is no second greeting. */
  private void startTls() throws IOException {
    command("CAPABILITY", () -> imap.capability());
    if (!imap.hasCapability("STARTTLS")) {
      throw new IOException("the server doesn't offer STARTTLS");
    }
    command("STARTTLS", () -> imap.simpleCommand("STARTTLS", null));
    socket.startTls();
    imap = protocol(socket);
  }

  private void command(String name, Command command) throws IOException {
    take(
        "the answer to " + name,
        () -> {
          try {
            command.give();
            return true;
          } catch (ProtocolException e) {
            throw refusal(name, e);
          }
        });
    steps.context().log(name + " was answered");
  }

  private static IOException refusal(String name, ProtocolException e) {
    @Nullable Response answer = e.getResponse();
    if (answer != null && answer.getException() instanceof IOException cause) {
      return cause;
    }
    return new IOException(
        "the server refused " + name + ": " + (answer == null ? Reasons.said(e) : said(answer)), e);
  }

  private static String said(Response response) {
    return Texts.clean(response.toString().strip(), 200);
  }

  private <T> T take(String awaited, Reading<T> reading) throws IOException {
    return steps.take(
        "waiting for " + awaited + " of " + socket.target(),
        () -> {
          try {
            return reading.read();
          } catch (ProtocolException e) {
            throw new IOException("the server doesn't speak IMAP: " + Reasons.said(e), e);
          }
        });
  }

  @FunctionalInterface
  private interface Command {
    void give() throws ProtocolException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException, ProtocolException;
  }

  /**
   * Refuses literals (RFC 9051, section 4.3), for the reader makes room for as many bytes as the
   * server announces, and no answer that is read here needs one.
   */
  private static final class WithoutLiterals extends FilterInputStream {

    private int last;

    WithoutLiterals(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return look(super.read());
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      int count = super.read(b, from, length);
      for (int i = from; i < from + count; i++) {
        look(b[i]);
      }
      return count;
    }

    private int look(int c) throws IOException {
      if (last == '}' && c == '\r') {
        throw new IOException("the server announced a literal, which no answer here needs");
      }
      last = c;
      return c;
    }
  }
}
