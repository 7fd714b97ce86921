package org.fletchck.actions;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
      throws IOException, MessagingException {
    Process process = start(recipients);
    try {
      context.closeAtDeadline(() -> kill(process));
      ProgramOutput output = ProgramOutput.of(process);
      IOException unread = write(mail, process);
      if (!process.waitFor(context.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw late(unread);
      }
      int status = process.exitValue();
      if (status != 0) {
        throw context.remaining().isZero()
            ? late(unread)
            : new IOException(path + " ended with status " + status + output.reason());
      }
      if (unread != null) {
        throw new IOException(path + " ended before it had read the mail", unread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(e);
    } finally {
      kill(process);
    }
  }

  private Process start(List<InternetAddress> recipients) throws IOException {
    List<String> command = new ArrayList<>(List.of(path, "-oi"));
    if (sender != null) {
      command.addAll(List.of("-r", sender));
    }
    command.add("--");
    recipients.forEach(r -> command.add(r.getAddress()));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(
          "the fallback program "
              + path
              + " can't be started; give the path of a sendmail program, or a hostname to send"
              + " through a mail server",
          e);
    }
  }

  /** Returns why the program didn't take all of the mail; its exit status may say more. */
  private static @Nullable IOException write(MimeMessage mail, Process process)
      throws MessagingException {
    try (OutputStream input = new UnixLines(process.getOutputStream())) {
      mail.writeTo(input);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private IOException late(@Nullable Throwable cause) {
    return new IOException(path + " wasn't done within the time limit", cause);
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Programs of Unix expect lines to end with a line feed alone. */
  private static final class UnixLines extends FilterOutputStream {
    UnixLines(OutputStream out) {
      super(new BufferedOutputStream(out));
    }

    @Override
    public void write(int b) throws IOException {
      if (b != '\r') {
        super.write(b);
      }
    }
  }
}
