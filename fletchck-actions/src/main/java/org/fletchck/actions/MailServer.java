package org.fletchck.actions;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails through a server (SMTP, RFC 5321).
 *
 * @param host its name, for which its certificate must be valid
 * @param port its TCP port
 * @param tls how the connection is encrypted
 * @param login the credentials; null for no login
 * @param tlsSockets decides which certificates are trusted; created lazily, because TLS is slow to
 *     load
 */
record MailServer(
    String host,
    int port,
    MailTls tls,
    @Nullable Credentials login,
    Supplier<SSLSocketFactory> tlsSockets)
    implements MailRoute {

  /** Sends to addresses that need SMTPUTF8 separately, so that they don't hold up the others. */
  @Override
  public void deliver(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception {
    Map<Boolean, List<InternetAddress>> groups =
        recipients.stream().collect(Collectors.partitioningBy(MailAddresses::isAscii));
    PerRecipient each = new PerRecipient();
    for (boolean ascii : List.of(true, false)) {
      List<InternetAddress> group = groups.getOrDefault(ascii, List.of());
      if (!group.isEmpty() && each.attempt(() -> deliver(mail, group, !ascii, context))) {
        group.forEach(recipient -> context.markDone(recipient.getAddress()));
      }
    }
    each.end();
  }

  private void deliver(
      MimeMessage mail, List<InternetAddress> recipients, boolean utf8, ActionContext context)
      throws IOException, RefusedException {
    SmtpFailure failure = new SmtpFailure(host + ":" + port, login);
    try (Socket plain = MailConnection.open(host, port, context)) {
      Socket socket =
          tls == MailTls.IMPLICIT ? MailConnection.encrypt(plain, host, tlsSockets.get()) : plain;
      SMTPTransport server = server(socket, utf8);
      try {
        connect(server, socket);
        if (utf8 && !server.supportsExtension("SMTPUTF8")) {
          throw failure.unsupported(recipients);
        }
        server.sendMessage(mail, recipients.toArray(new InternetAddress[0]));
        context.log(failure.server() + " said: " + failure.said(server.getLastServerResponse()));
      } catch (SendFailedException e) {
        markSent(e, context);
        throw e;
      } finally {
        close(server, context);
      }
    } catch (IOException | MessagingException e) {
      if (context.remaining().isZero()) {
        throw failure.late(e);
      }
      throw failure.raised(e);
    }
  }

  private void connect(SMTPTransport server, Socket socket) throws MessagingException {
    try {
      server.connect(socket);
    } catch (MessagingException e) {
      int code = server.getLastReturnCode();
      if (code
          >= SmtpFailure.TEMPORARY) { // the library has a type for this, but doesn't use it here
        String answer = server.getLastServerResponse();
        throw new SMTPSendFailedException("", code, answer, e, null, null, null);
      }
      throw e;
    }
    if (login != null) {
      new SmtpLogin(login).in(server);
    }
  }

  private SMTPTransport server(Socket socket, boolean utf8) {
    Properties properties = properties(socket.getLocalAddress());
    properties.put("mail.mime.allowutf8", String.valueOf(utf8));
    URLName where = new URLName("smtp", null, port, null, null, null);
    return new SMTPTransport(Session.getInstance(properties), where);
  }

  private Properties properties(InetAddress local) {
    Properties p = new Properties();
    p.put("mail.smtp.localhost", literal(local));
    p.put("mail.smtp.sendpartial", "true");
    p.put("mail.smtp.quitwait", "false");
    p.put("mail.smtp.starttls.required", String.valueOf(tls == MailTls.STARTTLS));
    if (tls == MailTls.STARTTLS) {
      p.put("mail.smtp.ssl.checkserveridentity", "true");
      p.put("mail.smtp.ssl.socketFactory", tlsSockets.get());
    }
    return p;
  }

  /** Returns the address literal (RFC 5321, section 4.1.3), which needs no lookup. */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return address instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
  }

  private static void markSent(SendFailedException e, ActionContext context) {
    if (e.getValidSentAddresses() != null) {
      Stream.of(e.getValidSentAddresses())
          .forEach(sent -> context.markDone(((InternetAddress) sent).getAddress()));
    }
  }

  /**
   * Closes the connection; failures are only logged, because the mail's outcome is already known.
   */
  private static void close(SMTPTransport server, ActionContext context) {
    try {
      server.close();
    } catch (MessagingException e) {
      context.log("closing the connection to the mail server failed: " + e.getMessage());
    }
  }
}
