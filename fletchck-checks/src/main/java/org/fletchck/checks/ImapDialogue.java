package org.fletchck.checks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Speaks IMAP (RFC 9051) without logging in, and fails with the server's own words if it refuses.
 * Only whole lines are read: none that matters here has a literal, and what looks like one in the
 * text of a greeting isn't (section 9, {@code resp-text}).
 */
final class ImapDialogue {

  private static final String STARTTLS = "STARTTLS";
  private static final String BYE = "BYE";

  private final LineDialogue dialogue;
  private int commands;

  private ImapDialogue(LineDialogue dialogue) {
    this.dialogue = dialogue;
  }

  /** Returns once NOOP is answered; after that the connection may drop. */
  static void plain(LineDialogue dialogue) throws IOException {
    ImapDialogue talk = new ImapDialogue(dialogue);
    talk.greeting();
    talk.noop();
  }

  /** Returns once NOOP is answered after STARTTLS; after that the connection may drop. */
  static void withStartTls(LineDialogue dialogue, Tls tls) throws IOException {
    ImapDialogue talk = new ImapDialogue(dialogue);
    talk.greetingBeforeTls();
    if (talk.ask("CAPABILITY").stream().noneMatch(ImapDialogue::offersStartTls)) {
      throw new IOException("the server doesn't offer STARTTLS");
    }
    talk.ask(STARTTLS);
    dialogue.startTls(tls); // no second greeting follows
    talk.noop();
  }

  /** Requests TLS, whether or not it is offered; afterwards the handshake can begin. */
  static void askForTls(LineDialogue dialogue) throws IOException {
    ImapDialogue talk = new ImapDialogue(dialogue);
    talk.greetingBeforeTls();
    talk.ask(STARTTLS);
  }

  /** Reads the greeting (section 7.1). */
  private String greeting() throws IOException {
    String line = dialogue.line("the greeting");
    if (isStatus(line, "*", BYE)) {
      throw LineDialogue.refused("connections", line);
    }
    if (!isStatus(line, "*", "OK") && !isStatus(line, "*", "PREAUTH")) {
      throw LineDialogue.strange("IMAP", line);
    }
    dialogue.log("greeted with " + LineDialogue.clean(line));
    return line;
  }

  private void greetingBeforeTls() throws IOException {
    String line = greeting();
    if (isStatus(line, "*", "PREAUTH")) {
      throw new IOException(
          "the server logged in without TLS, so TLS can no longer be started: "
              + LineDialogue.clean(line));
    }
  }

  private void noop() throws IOException {
    ask("NOOP");
    try {
      ask("LOGOUT");
    } catch (IOException e) {
      dialogue.log("passed, although " + NetworkFailureText.said(e));
    }
  }

  /** Sends a command and returns its answer, including the line that ends it. */
  private List<String> ask(String command) throws IOException {
    commands++;
    String tag = "A" + commands;
    dialogue.send(command, tag + " " + command + "\r\n");
    List<String> lines = new ArrayList<>();
    String line = dialogue.line("the answer to " + command);
    while (!line.startsWith(tag + " ")) {
      if (isStatus(line, "*", BYE) && !command.equals("LOGOUT")) {
        throw LineDialogue.refused(command, line);
      }
      lines.add(line);
      line = dialogue.line("the answer to " + command);
    }
    if (!isStatus(line, tag, "OK")) {
      throw LineDialogue.refused(command, line);
    }
    lines.add(line);
    dialogue.log(command + " was answered");
    return lines;
  }

  private static boolean isStatus(String line, String tag, String status) {
    String start = tag + " " + status;
    return line.regionMatches(true, 0, start, 0, start.length())
        && (line.length() == start.length() || !Character.isLetter(line.charAt(start.length())));
  }

  private static boolean offersStartTls(String line) {
    List<String> words = Arrays.asList(line.toUpperCase(Locale.ROOT).split("[ \\[\\]]+"));
    return words.contains("CAPABILITY") && words.contains(STARTTLS);
  }
}
