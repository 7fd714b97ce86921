package org.fletchck.checks;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Says EHLO, NOOP and QUIT to an SMTP server (RFC 5321), with STARTTLS (RFC 3207) if asked to, and
 * fails with the server's own words where it refuses.
 */
final class SmtpTalk extends SMTPTransport {

  private final Steps steps;
  private final MailSocket socket;
  private final boolean starttls;
  private String verb = ""; // the command that was sent last; none before the greeting

  private SmtpTalk(Steps steps, MailSocket socket, boolean starttls) {
    super(Shared.SESSION, null);
    this.steps = steps;
    this.socket = socket;
    this.starttls = starttls;
  }

  /** Returns once EHLO was answered, after STARTTLS if asked to; then the line may drop. */
  static void hold(Steps steps, MailSocket socket, boolean starttls) throws IOException {
    SmtpTalk talk = new SmtpTalk(steps, socket, starttls);
    talk.setLocalHost(literal(socket.getLocalAddress()));
    talk.setRequireStartTLS(starttls);
    try {
      talk.connect(socket);
    } catch (MessagingException e) {
      throw cause(e);
    }
    talk.leave();
  }

  /** Returns how a client without a name calls itself (RFC 5321, sections 4.1.3 and 4.1.4). */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return "[" + (address instanceof Inet6Address ? "IPv6:" : "") + text + "]";
  }

  private void leave() {
    try {
      simpleCommand("NOOP");
      simpleCommand("QUIT");
    } catch (MessagingException e) {
      steps.context().log("passed, although " + Reasons.said(e));
    }
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    super.ehlo(domain);
    if (starttls && !socket.isSecure() && !supportsExtension("STARTTLS")) {
      throw new MessagingException("the server doesn't offer STARTTLS");
    }
    return true;
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    verb = command.replaceFirst(" .*", "");
    take("sending " + verb + " to ", () -> super.sendCommand(command));
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    String awaited = verb.isEmpty() ? "the greeting" : "the answer to " + verb;
    take("waiting for " + awaited + " of ", super::readServerResponse);
    judge(
        getLastReturnCode(), Texts.clean(getLastServerResponse().strip().replace("\n", "; "), 300));
    return getLastReturnCode();
  }

  private void judge(int code, String said) throws MessagingException {
    if (code < 0) {
      throw new MessagingException("the server doesn't speak SMTP: it sent \"" + said + '"');
    }
    switch (verb) {
      case "" -> expect(220, "connections", code, said);
      case "STARTTLS" -> expect(220, verb, code, said);
      case "EHLO" -> expect(250, verb, code, said);
      default -> {}
    }
    steps.context().log((verb.isEmpty() ? "greeted with " : verb + " was answered by ") + said);
  }

  private static void expect(int wanted, String what, int code, String said)
      throws MessagingException {
    if (code != wanted) {
      throw new MessagingException("the server refused " + what + ": " + said);
    }
  }

  /** Explains a failure by what was being done. */
  private void take(String doing, Words words) throws MessagingException {
    try {
      steps.take(
          doing + socket.target(),
          () -> {
            try {
              words.say();
              return true;
            } catch (MessagingException e) {
              throw cause(e);
            }
          });
    } catch (IOException e) {
      throw new MessagingException(Reasons.said(e), e);
    }
  }

  private static IOException cause(MessagingException e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
  }

  @FunctionalInterface
  private interface Words {
    void say() throws MessagingException;
  }

  /** Made when the first server is talked to. */
  private static final class Shared {
    static final Session SESSION = session();

    private static Session session() {
      Properties properties = new Properties();
      properties.put("mail.smtp.ssl.socketFactory", MailSocket.STARTTLS);
      // What is no answer makes angus-mail say QUIT, whose answer may be none either, and so on.
      properties.put("mail.smtp.quitwait", "false");
      return Session.getInstance(properties);
    }
  }
}
