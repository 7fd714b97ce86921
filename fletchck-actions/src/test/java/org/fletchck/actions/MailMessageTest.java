package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fletchck.spi.Notification;
import org.junit.jupiter.api.Test;

class MailMessageTest {

  private static final Instant NOW = SampleNotifications.BEGAN.plus(Duration.ofHours(1));

  @Test
  void namesSiteAndCheckInItsSubject() throws Exception {
    MimeMessage mail = compose(SampleNotifications.gatewayFails());

    assertThat(mail.getSubject()).isEqualTo("[Place] FAIL: Home gateway (ssh)");
    assertThat(mail.getHeader("From")).containsExactly("Monitor <monitor@place.com>");
    assertThat(mail.getHeader("To")).containsExactly("admin@place.com, info@place.com");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Date")).containsExactly("Sat, 21 Nov 2026 12:47:05 +1030");
  }

  @Test
  void startsSubjectWithSiteIcon() throws Exception {
    MessageStyle wording = new MessageStyle(null, "\uD83D\uDC36", MessageTimes.ENGLISH);

    assertThat(compose(SampleNotifications.gatewayFails(), wording).getSubject())
        .isEqualTo("\uD83D\uDC36 [Place] FAIL: Home gateway (ssh)");
  }

  @Test
  void formatsDatesInConfiguredLanguage() throws Exception {
    MessageStyle wording = new MessageStyle(null, null, new MessageTimes(Locale.FRENCH));
    MimeMultipart parts =
        (MimeMultipart) compose(SampleNotifications.gatewayFails(), wording).getContent();

    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("Since: sam. 21 nov. 2026 11:47");
  }

  @Test
  void hasPlainTextAndHtml() throws Exception {
    MimeMultipart parts = (MimeMultipart) compose(SampleNotifications.gatewayFails()).getContent();

    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Home gateway (ssh) fails");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContent().toString()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void threadsReminderAndRecoveryUnderFailure() throws Exception {
    MimeMessage failure = compose(SampleNotifications.gatewayFails());
    MimeMessage reminder = compose(SampleNotifications.reminder());
    MimeMessage recovery = compose(SampleNotifications.gatewayPasses());

    assertThat(failure.getMessageID()).matches("<[0-9a-f]{32}\\.fletchck@place\\.com>");
    assertThat(failure.getHeader("References")).isNull();
    assertThat(failure.getHeader("In-Reply-To")).isNull();
    for (MimeMessage later : List.of(reminder, recovery)) {
      assertThat(later.getHeader("References")).containsExactly(failure.getMessageID());
      assertThat(later.getHeader("In-Reply-To")).containsExactly(failure.getMessageID());
    }
    assertThat(List.of(failure, reminder, recovery))
        .extracting(MimeMessage::getMessageID)
        .doesNotHaveDuplicates();
  }

  @Test
  void keepsMessageIdAcrossAttempts() throws Exception {
    assertThat(compose(SampleNotifications.reminder()).getMessageID())
        .isEqualTo(compose(SampleNotifications.reminder()).getMessageID());
  }

  @Test
  void countsTheChangesOfADigestInItsSubject() throws Exception {
    MimeMessage mail = compose(SampleNotifications.digest());

    assertThat(mail.getSubject()).isEqualTo("[Place] 3 changes: 2 FAIL, 1 PASS");
    assertThat(mail.getMessageID()).isEqualTo(compose(SampleNotifications.digest()).getMessageID());
    assertThat(mail.getHeader("References")).isNull();
  }

  @Test
  void preventsHeaderInjectionByNames() throws Exception {
    String source =
        source(
            compose(SampleNotifications.named("web\r\nBcc: all@place.com\r\n\r\nHello", "x\n.")));
    String header = source.substring(0, source.indexOf("\r\n\r\n"));

    assertThat(header).contains("Subject: [Place] FAIL: web Bcc: all@place.com Hello (https)");
    assertThat(header.lines()).noneMatch(line -> line.startsWith("Bcc"));
  }

  @Test
  void encodesNonAsciiText() throws Exception {
    MimeMessage mail = compose(SampleNotifications.named("Küche 温度", "zu heiß"));

    assertThat(source(mail)).matches("\\p{ASCII}*").contains("Subject: =?UTF-8?");
    MimeMessage read =
        new MimeMessage(null, new ByteArrayInputStream(source(mail).getBytes(UTF_8)));
    assertThat(read.getSubject()).isEqualTo("[Place] FAIL: Küche 温度 (https)");
    assertThat(((MimeMultipart) read.getContent()).getBodyPart(0).getContent().toString())
        .contains("zu heiß");
  }

  @Test
  void encodesNonAsciiNamesOfSenderAndRecipients() throws Exception {
    List<InternetAddress> to =
        MailAddresses.parse(
            List.of("Jürgen Groß <j@place.com>", "日本 <n@place.com>", "ö@place.com", "b@place.com"));
    MimeMessage mail =
        new MailMessage(MailAddresses.one("Wächter <monitor@place.com>"), to, MessageStyle.PLAIN)
            .compose(SampleNotifications.gatewayFails(), NOW);

    assertThat(source(mail))
        .matches("(?s)\\p{ASCII}*")
        .contains("From: =?UTF-8?Q?W=C3=A4chter?= <monitor@place.com>")
        .contains("b@place.com")
        .doesNotContain("ö@");
    MimeMessage read =
        new MimeMessage(null, new ByteArrayInputStream(source(mail).getBytes(UTF_8)));
    assertThat(((InternetAddress) read.getAllRecipients()[0]).getPersonal())
        .isEqualTo("Jürgen Groß");
    assertThat(((InternetAddress) read.getAllRecipients()[1]).getPersonal()).isEqualTo("日本");
  }

  @Test
  void limitsLineLength() throws Exception {
    String source = source(compose(SampleNotifications.named("x".repeat(5000), "y".repeat(5000))));

    assertThat(source.lines()).allMatch(line -> line.length() <= 998);
  }

  private static MimeMessage compose(Notification n) throws Exception {
    return compose(n, MessageStyle.PLAIN);
  }

  private static MimeMessage compose(Notification n, MessageStyle wording) throws Exception {
    return new MailMessage(
            new InternetAddress("Monitor <monitor@place.com>"),
            MailAddresses.parse(List.of("admin@place.com", "info@place.com")),
            wording)
        .compose(n, NOW);
  }

  private static String source(MimeMessage mail) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    mail.writeTo(out);
    return out.toString(UTF_8);
  }
}
