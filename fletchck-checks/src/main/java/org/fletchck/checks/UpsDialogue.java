package org.fletchck.checks;

import java.io.IOException;

/** Speaks the "QS" protocol with a UPS. */
final class UpsDialogue {

  /** A command that isn't understood begins to be echoed within this time. */
  private static final int ECHO_MILLIS = 300;

  private final SerialLine line;

  UpsDialogue(SerialLine line) {
    this.line = line;
  }

  /** Requests the status; some models echo the question before they answer it. */
  UpsStatus status() throws IOException, InterruptedException {
    line.send("QS");
    String answer = line.line();
    if (answer.equals("QS")) {
      if (!line.awaitInput(ECHO_MILLIS)) {
        throw new IOException(notUnderstood("QS"));
      }
      answer = line.line();
    }
    return UpsStatus.parse(answer);
  }

  /** Starts a self-test. */
  void startTest() throws IOException, InterruptedException {
    if (!command("T")) {
      throw new IOException(notUnderstood("T"));
    }
  }

  /** Switches the beeper on or off; returns whether the UPS supports that. */
  boolean toggleBeeper() throws IOException, InterruptedException {
    return command("Q");
  }

  /** Sends a command that has no answer; returns whether it was understood. */
  private boolean command(String command) throws IOException, InterruptedException {
    line.awaitQuiet(); // the rest of a status isn't an answer to this
    line.send(command);
    if (!line.awaitInput(ECHO_MILLIS)) {
      return true;
    }
    String answer = line.line();
    if (!answer.equals(command)) {
      throw new IOException(
          "the UPS answered " + command + " with " + ValueTexts.clean(answer, 60));
    }
    return false;
  }

  /** Returns the message for a command that was echoed. */
  static String notUnderstood(String command) {
    return "the UPS does not understand " + command + ": it echoed the command";
  }
}
