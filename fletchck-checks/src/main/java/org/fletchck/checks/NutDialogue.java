package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Talks to a Network UPS Tools server (RFC 9271). */
final class NutDialogue {

  private static final Pattern VARIABLE =
      Pattern.compile("VAR \\S+ (\\S+) \"((?:[^\"\\\\]|\\\\.)*)\"");

  private final LineDialogue dialogue;

  /** The credentials of a user of the server. */
  record Login(String username, String password) {

    /** Shows no password. */
    @Override
    public String toString() {
      return username;
    }
  }

  NutDialogue(LineDialogue dialogue) {
    this.dialogue = dialogue;
  }

  /**
   * Authenticates the user. It doesn't send LOGIN, which would make the server count this as a
   * machine powered by the UPS and wait for it before a shutdown.
   */
  void identify(Login login) throws IOException {
    expectOk("USERNAME " + quoted(login.username()), "the username");
    expectOk("PASSWORD " + quoted(login.password()), "the password");
  }

  private void expectOk(String command, String what) throws IOException {
    send(what, command);
    String answer = dialogue.line("the answer to " + what);
    if (!answer.startsWith("OK")) {
      throw LineDialogue.refused(what, answer);
    }
  }

  /** Returns all variables of a UPS. */
  Map<String, String> variables(String ups) throws IOException {
    send("LIST VAR", "LIST VAR " + ups);
    String begin = line();
    if (!begin.startsWith("BEGIN LIST VAR ")) {
      throw new IOException(refusal(begin, ups));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line = line(); !line.startsWith("END LIST VAR"); line = line()) {
      Matcher matcher = VARIABLE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException(
            "the server sent an invalid variable: " + ValueTexts.clean(line, 100));
      }
      String value = matcher.group(2).replaceAll("\\\\(.)", "$1");
      variables.put(matcher.group(1), ValueTexts.clean(value, 200));
    }
    return variables;
  }

  private static String refusal(String answer, String ups) {
    if (answer.startsWith("ERR ")) {
      String error = answer.substring(4);
      return switch (error.split(" ", 2)[0]) {
        case "DATA-STALE" ->
            "the data of UPS " + ups + " is stale: its driver has lost contact with the UPS";
        case "DRIVER-NOT-CONNECTED" -> "the driver of UPS " + ups + " is not running";
        case "UNKNOWN-UPS" -> "the server has no UPS named " + ups;
        case "ACCESS-DENIED" -> "the server denies access to UPS " + ups;
        default -> "the server answered " + ValueTexts.clean(error, 100);
      };
    }
    return "this is not a Network UPS Tools server: it answered \""
        + ValueTexts.clean(answer, 100)
        + '"';
  }

  private void send(String name, String command) throws IOException {
    dialogue.send(name, command + "\n");
  }

  private String line() throws IOException {
    return dialogue.line("the answer to LIST VAR");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
