package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mail server. */
class MailServerTest {

  private static final ServerSetup SMTP = new ServerSetup(0, "127.0.0.1", "smtp");
  private static final ServerSetup SMTPS = new ServerSetup(0, "127.0.0.1", "smtps");

  private static TestCertificate certificate;

  private final GreenMail mails = new GreenMail(new ServerSetup[] {SMTP, SMTPS});
  private final TestContext context = TestContext.withTimeout(Duration.ofSeconds(30));

  /** The properties are read once by all such servers of a JVM. */
  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate =
        TestCertificate.make(folder.resolve("greenmail.p12"), "dns:localhost,ip:127.0.0.1");
    System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
  }

  @AfterEach
  void stop() {
    mails.stop();
    context.close();
  }

  @Test
  void sendsWithoutEncryption() throws Exception {
    mails.start();
    send(mails.getSmtp().getPort(), Map.of("tls", false, "hostname", "127.0.0.1"));

    assertThat(mails.getReceivedMessages()).hasSize(2);
    MimeMessage mail = mails.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[Home] FAIL: Home gateway (ssh)");
    assertThat(mail.getHeader("From")[0]).matches("fletchck@[A-Za-z0-9.-]+");
    assertThat(mail.getHeader("Return-Path")[0]).matches("<fletchck@[A-Za-z0-9.-]+>");
  }

  @Test
  void sendsOverTlsAfterLoggingIn() throws Exception {
    mails.setUser("monitor", "s3cret");
    mails.start();
    send(mails.getSmtps().getPort(), Map.of("username", "monitor", "password", "s3cret"));

    assertThat(mails.getReceivedMessages()).hasSize(2);
  }

  @Test
  void isRefusedWithAWrongPassword() throws Exception {
    mails.setUser("monitor", "s3cret");
    mails.start();

    assertThatThrownBy(
            () -> send(mails.getSmtps().getPort(), Map.of("username", "monitor", "password", "no")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("said: 535 ");
    assertThat(mails.getReceivedMessages()).isEmpty();
  }

  @Test
  void skipsRecipientsThatAlreadyHaveTheMail() throws Exception {
    mails.start();
    context.markDone("admin@place.com");
    context.markDone("info@place.com");
    send(1, Map.of("tls", "none"));
    assertThat(mails.getReceivedMessages()).isEmpty();
  }

  private void send(int port, Map<String, Object> options) throws Exception {
    Map<String, Object> all = new TreeMap<>(options);
    all.putIfAbsent("hostname", "localhost");
    all.put("port", port);
    all.put("site", "Home");
    all.put("recipients", List.of("admin@place.com", "Info <info@place.com>"));
    EmailActionType type = new EmailActionType(certificate::trusting);
    type.create(Options.of(type.options(), all)).send(SampleNotifications.gatewayFails(), context);
  }
}
