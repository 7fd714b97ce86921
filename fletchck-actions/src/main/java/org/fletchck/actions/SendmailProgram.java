package org.fletchck.actions;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.ActionContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to a program that understands sendmail's arguments.
 *
 * @param path the program
 * @param sender address that undeliverable mail returns to; null for the program's own choice
 */
record SendmailProgram(String path, @Nullable String sender) implements MailRoute {

  @Override
  public void deliver(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception {
    Program.Ended ended =
        program(recipients).run(input -> mail.writeTo(new UnixLines(input)), context);
    if (ended.status() != 0) {
      throw new IOException(
          path + " ended with status " + ended.status() + ended.output().reason());
    }
    if (ended.unread() != null) {
      throw new IOException(path + " ended before it had read the mail", ended.unread());
    }
    context.log(path + " took the mail");
  }

  private Program program(List<InternetAddress> recipients) {
    List<String> command = new ArrayList<>(List.of(path, "-oi"));
    if (sender != null) {
      command.addAll(List.of("-r", sender));
    }
    command.add("--");
    recipients.forEach(r -> command.add(r.getAddress()));
    return new Program(
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
