package org.fletchck.checks;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Speaks SMTP (RFC 5321) without sending mail, and fails with the server's own words if it refuses.
 */
final class SmtpDialogue {

  private static final String STARTTLS = "STARTTLS";

  private final LineDialogue dialogue;
  private final String name;

  private SmtpDialogue(LineDialogue dialogue) {
    this.dialogue = dialogue;
    name = literal(dialogue.localAddress());
  }

  /** Returns the address literal of a client without a name (RFC 5321, sections 4.1.3, 4.1.4). */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return "[" + (address instanceof Inet6Address ? "IPv6:" : "") + text + "]";
  }

  /** Returns once EHLO is answered after STARTTLS (RFC 3207); the connection may drop then. */
  static void withStartTls(LineDialogue dialogue, Tls tls) throws IOException {
    SmtpDialogue talk = new SmtpDialogue(dialogue);
    talk.greeting();
    if (!offers(talk.ehlo(), STARTTLS)) {
      throw new IOException("the server doesn't offer STARTTLS");
    }
    expect(220, STARTTLS, talk.ask(STARTTLS, ""));
    dialogue.startTls(tls);
    talk.ehlo();
    talk.leave();
  }

  /** Returns once EHLO is answered, or HELO by a server that doesn't know EHLO. */
  static void plain(LineDialogue dialogue) throws IOException {
    SmtpDialogue talk = new SmtpDialogue(dialogue);
    talk.greeting();
    talk.ehloOrHelo();
    talk.leave();
  }

  /** Returns once EHLO is answered, without which nobody can log in to submit mail. */
  static void submission(LineDialogue dialogue) throws IOException {
    SmtpDialogue talk = new SmtpDialogue(dialogue);
    talk.greeting();
    talk.ehlo();
    talk.leave();
  }

  /** Requests TLS, whether or not it is offered; afterwards the handshake can begin. */
  static void askForTls(LineDialogue dialogue) throws IOException {
    SmtpDialogue talk = new SmtpDialogue(dialogue);
    talk.greeting();
    talk.ehlo();
    expect(220, STARTTLS, talk.ask(STARTTLS, ""));
  }

  private void greeting() throws IOException {
    LineDialogue.Reply greeting = dialogue.reply("SMTP", "the greeting");
    expect(220, "connections", greeting);
    dialogue.log("greeted with " + greeting.said());
  }

  private LineDialogue.Reply ehlo() throws IOException {
    LineDialogue.Reply reply = ask("EHLO", name);
    expect(250, "EHLO", reply);
    return reply;
  }

  /** Falls back to HELO if EHLO isn't accepted (RFC 5321, sections 2.2.1 and 3.2). */
  private void ehloOrHelo() throws IOException {
    LineDialogue.Reply reply = ask("EHLO", name);
    if (reply.code() / 100 != 5) {
      expect(250, "EHLO", reply);
      return;
    }
    LineDialogue.Reply second;
    try {
      second = ask("HELO", name);
    } catch (IOException e) {
      IOException refused = LineDialogue.refused("EHLO", reply.said());
      refused.addSuppressed(e);
      throw refused;
    }
    expect(250, "EHLO and HELO", second);
  }

  /** Returns whether a reply to EHLO has this keyword (RFC 5321, section 4.1.1.1). */
  private static boolean offers(LineDialogue.Reply reply, String keyword) {
    return reply.lines().stream()
        .skip(1)
        .anyMatch(
            line ->
                line.substring(Math.min(4, line.length()))
                    .split("[ =]", 2)[0]
                    .equalsIgnoreCase(keyword));
  }

  private void leave() {
    try {
      ask("NOOP", "");
      ask("QUIT", "");
    } catch (IOException e) {
      dialogue.log("passed, although " + NetworkFailureText.said(e));
    }
  }

  private LineDialogue.Reply ask(String verb, String argument) throws IOException {
    dialogue.send(verb, (verb + " " + argument).stripTrailing() + "\r\n");
    LineDialogue.Reply reply = dialogue.reply("SMTP", "the answer to " + verb);
    dialogue.log(verb + " was answered by " + reply.said());
    return reply;
  }

  private static void expect(int code, String what, LineDialogue.Reply reply) throws IOException {
    if (reply.code() != code) {
      throw LineDialogue.refused(what, reply.said());
    }
  }
}
