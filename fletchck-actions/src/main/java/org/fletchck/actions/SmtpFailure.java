package org.fletchck.actions;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Describes why a mail wasn't delivered, in the server's own words, and whether another attempt can
 * help.
 *
 * @param server its host and port
 * @param login the credentials, whose password must not appear
 */
record SmtpFailure(String server, @Nullable Credentials login) {

  /** Reply codes from here on are failures, temporary ones below 500 (RFC 5321, section 4.2.1). */
  static final int TEMPORARY = 400;

  private static final int PERMANENT = 500;
  private static final int MOST = 1000;

  private record Reply(int code, String text) {}

  IOException late(Exception cause) {
    return new IOException(server + " didn't accept the mail within the time limit", cause);
  }

  /** Returns the refusal for recipients whose addresses the server never accepts. */
  RefusedException unsupported(List<InternetAddress> recipients) {
    String names = String.join(", ", recipients.stream().map(InternetAddress::getAddress).toList());
    return new RefusedException(
        PlainLine.oneLine(
            server
                + " doesn't accept addresses with non-ASCII characters before the @ (it doesn't"
                + " offer SMTPUTF8): "
                + names,
            MOST));
  }

  /**
   * Returns a failure after which another attempt may help.
   *
   * @throws RefusedException if another attempt can't help
   */
  IOException raised(Exception e) throws RefusedException {
    List<Reply> answers = answers(e);
    if (answers.isEmpty()) {
      return new IOException(said(server + ": " + reason(e)), harmless(e));
    }
    String text =
        said(server + " said: " + String.join("; ", answers.stream().map(Reply::text).toList()));
    if (answers.stream().allMatch(a -> a.code() >= PERMANENT)) {
      throw new RefusedException(text);
    }
    return new IOException(text);
  }

  private List<Reply> answers(Exception e) {
    List<Reply> answers = new ArrayList<>();
    for (Throwable t = e; t instanceof MessagingException m; t = m.getNextException()) {
      if (t instanceof SMTPAddressFailedException a) {
        String text = text(a) + " (for " + a.getAddress().getAddress() + ")";
        answers.add(new Reply(a.getReturnCode(), text));
      } else if (t instanceof SMTPSendFailedException s && s.getReturnCode() >= TEMPORARY) {
        answers.add(new Reply(s.getReturnCode(), text(s)));
      } else if (t instanceof AuthenticationFailedException a) {
        loginRefusal(a, answers);
      }
    }
    return answers;
  }

  /** Adds a refused login, whose code this exception has only in its message. */
  private void loginRefusal(AuthenticationFailedException e, List<Reply> answers) {
    String answer = text(e);
    if (answer.matches("(?s)[45]\\d\\d.*")) {
      String text = answer + " (to the login of " + login + ")";
      answers.add(new Reply(Integer.parseInt(answer.substring(0, 3)), text));
    }
  }

  private static String text(MessagingException e) {
    return String.valueOf(e.getMessage()).strip();
  }

  /** Returns the reason; messages of our own connection are used as they are. */
  private static String reason(Exception e) {
    return FailureReason.of(e, e instanceof IOException);
  }

  /** Drops a cause that may quote a command with the password, should anybody print it. */
  private static @Nullable Exception harmless(Exception e) {
    return e instanceof AuthenticationFailedException ? null : e;
  }

  /** Returns the text with the password masked. */
  String said(String text) {
    return PlainLine.oneLine(login == null ? text : login.hideIn(text), MOST);
  }
}
