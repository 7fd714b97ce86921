package org.fletchck.checks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;

/** What a mail server in a test says: its greeting, and an answer to each command. */
final class MailScript implements TestServer.Handler {

  /** Closes the connection instead of an answer. */
  static final String DROP = "drop";

  static final Identity TRUSTED =
      Pki.TRUSTED.issue(Validity.days(30, 60), "localhost", "127.0.0.1");

  private final String greeting;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private Identity identity = TRUSTED;

  private MailScript(String greeting) {
    this.greeting = greeting;
  }

  /** Says what a good SMTP server says. */
  static MailScript smtp() {
    return smtp("220 mail.example ESMTP\r\n");
  }

  static MailScript smtp(String greeting) {
    return new MailScript(greeting)
        .answer("EHLO", "250-mail.example\r\n250-STARTTLS\r\n250 8BITMIME\r\n")
        .answer("STARTTLS", "220 go ahead\r\n")
        .answer("NOOP", "250 OK\r\n")
        .answer("QUIT", "221 bye\r\n");
  }

  /** Says what a good IMAP server says; {@code $} stands for the tag. */
  static MailScript imap() {
    return imap("* OK mail.example ready\r\n");
  }

  static MailScript imap(String greeting) {
    return new MailScript(greeting)
        .answer("CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS\r\n$ OK done\r\n")
        .answer("STARTTLS", "$ OK go ahead\r\n")
        .answer("NOOP", "$ OK done\r\n")
        .answer("LOGOUT", "* BYE bye\r\n$ OK done\r\n");
  }

  MailScript answer(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  MailScript identity(Identity shown) {
    identity = shown;
    return this;
  }

  /** Returns the commands without tags, as they arrived. */
  List<String> commands() {
    return commands;
  }

  @Override
  public void serve(TestServer.Conversation plain) throws IOException {
    TestServer.Conversation talk = plain;
    talk.send(greeting);
    while (true) {
      String[] words = talk.line().split(" ", -1);
      boolean tagged = words.length > 1 && !words[0].matches("EHLO|HELO");
      String command = tagged ? words[1] : words[0];
      commands.add(tagged ? command : String.join(" ", words));
      String answer = answers.getOrDefault(command, DROP);
      if (answer.equals(DROP)) {
        return;
      }
      String tag = tagged ? words[0] : "";
      talk.send(answer.replace("$", tag));
      if (answer.startsWith("* BYE")) {
        return;
      }
      if (command.equals("STARTTLS") && (answer.startsWith("220") || answer.startsWith("$ OK"))) {
        talk = talk.secure(identity);
      }
    }
  }
}
