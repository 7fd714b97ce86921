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
 * Passes mails to a program that understands sendmail's arguments.
 *
 * @param path the path of the program
 * @param sender address that undeliverable mail returns to; null for the program's own choice
 */
record SendmailProgram(String path, @Nullable String sender) implements MailRoute {

  /** Exit status of a temporary failure that affects all recipients (sysexits.h). */
  private static final int TEMPORARY = 75;

  /**
   * Runs the program once for all recipients; if it doesn't accept the mail, perhaps because of one
   * recipient, once for each.
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
    context.log(path + " accepted the mail");
  }

  private void refuse(List<InternetAddress> recipients) throws RefusedException {
    throw new RefusedException(
        "only a mail server can accept addresses with non-ASCII characters before the @; set"
            + " hostname to send to "
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
      throw new IOException(path + " ended before it read the whole mail", ended.unread());
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
        "set fallback to the path of a sendmail program, or hostname to a mail server");
  }

  /** Removes carriage returns: Unix programs expect lines to end with just a line feed. */
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
