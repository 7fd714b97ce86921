package org.fletchck.actions;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to a program that understands sendmail's arguments.
 *
 * @param path the program
 * @param sender address that undeliverable mail returns to; null for the program's own choice
 */
record SendmailProgram(String path, @Nullable String sender) implements MailRoute {

  /** Says that the mail was accepted for nobody now, whoever it is for (sysexits.h). */
  private static final int TEMPORARY = 75;

  /**
   * Calls the program once for all; if it doesn't take the mail, perhaps because of one recipient,
   * once for each.
   */
  @Override
  public void deliver(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception {
    List<InternetAddress> ascii = recipients.stream().filter(MailAddresses::isAscii).toList();
    PerRecipient each = new PerRecipient();
    if (ascii.size() < recipients.size()) {
      each.attempt(() -> refuse(recipients));
    }
    if (!ascii.isEmpty() && each.attempt(() -> send(mail, ascii, context))) {
      ascii.forEach(one -> context.markDone(one.getAddress()));
    }
    each.end();
  }

  private void send(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception {
    ActionProgram.ProgramEnd all = run(mail, recipients, context);
    PerRecipient each = new PerRecipient();
    boolean anybody = false;
    if (recipients.size() > 1 && all.status() != 0 && all.status() != TEMPORARY) {
      for (InternetAddress one : recipients) {
        String whom = " for " + one.getAddress();
        if (each.attempt(() -> require(run(mail, List.of(one), context), whom))) {
          context.markDone(one.getAddress());
          anybody = true;
        }
      }
    }
    if (anybody) {
      each.end();
    } else {
      require(all, "");
    }
    context.log(path + " took the mail");
  }

  private void refuse(List<InternetAddress> recipients) throws RefusedException {
    throw new RefusedException(
        "only a mail server can take addresses with other than ASCII characters before the @; give"
            + " a hostname to send to "
            + recipients.stream()
                .filter(r -> !MailAddresses.isAscii(r))
                .map(InternetAddress::getAddress)
                .collect(Collectors.joining(", ")));
  }

  private ActionProgram.ProgramEnd run(
      MimeMessage mail, List<InternetAddress> recipients, ActionContext context) throws Exception {
    return program(recipients).run(input -> mail.writeTo(new UnixLines(input)), context);
  }

  private void require(ActionProgram.ProgramEnd ended, String whom) throws Exception {
    if (ended.status() != 0) {
      throw new IOException(
          path + " ended with status " + ended.status() + whom + ended.output().reason());
    }
    if (ended.unread() != null) {
      throw new IOException(path + " ended before it had read the mail", ended.unread());
    }
  }

  private ActionProgram program(List<InternetAddress> recipients) {
    List<String> command = new ArrayList<>(List.of(path, "-oi"));
    if (sender != null) {
      command.addAll(List.of("-r", sender));
    }
    command.add("--");
    recipients.forEach(r -> command.add(r.getAddress()));
    return new ActionProgram(
        command,
        Path.of(""),
        "give the path of a sendmail program as fallback, or a hostname to send through a mail"
            + " server");
  }

  /** Programs of Unix expect lines to end with a line feed alone. */
  private static final class UnixLines extends FilterOutputStream {
    UnixLines(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      if (b != '\r') {
        super.write(b);
      }
    }
  }
}
