package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;

/**
 * Composes mails (RFC 5322): plain text with an HTML alternative.
 *
 * <p>The Message-ID is the same for each attempt, so that a mail delivered twice can be recognized.
 * That of a failure is derived from its incident, and all later mails of the incident refer to it,
 * so that reminders and the recovery appear in its thread. The Date is that of the attempt (section
 * 3.6.1), which keeps a late mail at the top of a mailbox; the text says when it happened.
 */
record MailMessage(InternetAddress from, List<InternetAddress> to, MessageStyle wording) {

  private static final String CHARSET = "UTF-8";
  private static final int SITE_CHARS = 100;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

  MimeMessage compose(Notification n, Instant now) throws MessagingException {
    MessageText text = MessageText.of(n, wording.times());
    MimeMessage mail = new Mail();
    mail.setFrom(from);
    setRecipients(mail);
    String site = "[" + PlainLine.oneLine(n.site(), SITE_CHARS) + "] ";
    mail.setSubject(wording.iconAndSpace() + site + text.headline(), CHARSET);
    mail.setContent(
        new MimeMultipart(
            "alternative", part(PlainBody.of(text), "plain"), part(HtmlBody.of(text), "html")));
    mail.saveChanges();
    setIdentity(mail, n);
    mail.setHeader("Date", date(now, n.when().zone()));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834, section 5
    return mail;
  }

  /**
   * Leaves out recipients with non-ASCII addresses, because most servers would reject the header.
   */
  private void setRecipients(MimeMessage mail) throws MessagingException {
    InternetAddress[] named =
        to.stream().filter(MailAddresses::isAscii).toArray(InternetAddress[]::new);
    if (named.length > 0) {
      mail.setRecipients(RecipientType.TO, named);
    } else {
      mail.setHeader("To", "undisclosed-recipients:;");
    }
  }

  private void setIdentity(MimeMessage mail, Notification n) throws MessagingException {
    String first = messageId(n.site(), n.incident());
    if (n.isDigest()) {
      mail.setHeader("Message-ID", first); // its changes belong to several threads
    } else if (n.change() == Change.FAILED) {
      mail.setHeader("Message-ID", first);
    } else {
      mail.setHeader("Message-ID", messageId(n.site(), n.id()));
      mail.setHeader("In-Reply-To", first);
      mail.setHeader("References", first);
    }
  }

  /** A mail with our own Message-ID: for one, the library would look up the name of this host. */
  private static final class Mail extends MimeMessage {
    Mail() {
      super((Session) null);
    }

    @Override
    protected void updateMessageID() {}
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, CHARSET, subtype);
    return part;
  }

  private static String date(Instant now, ZoneId zone) {
    return DATE.format(now.atZone(zone));
  }

  private String messageId(String site, String id) {
    String address = from.getAddress();
    String domain = address.substring(address.indexOf('@') + 1);
    return "<" + hash(site + "\n" + id) + ".fletchck@" + domain + ">";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
