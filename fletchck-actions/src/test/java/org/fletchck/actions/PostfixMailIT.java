package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fletchck.spi.Action;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends through Postfix, which asks Dovecot for passwords and hands on to a mailbox. */
class PostfixMailIT {

  private static final Map<String, Object> LOGIN =
      Map.of("username", "monitor", "password", "s3cret");

  private static final Daemons DAEMONS = new Daemons();
  private static final GreenMail MAILBOX =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static int startTlsPort;
  private static int implicitPort;
  private static int passwordPort;
  private static TestCertificate certificate;
  private static Path etc;

  private TestContext context;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Daemons.assumeRoot("/usr/sbin/postfix", "postfix");
    Daemons.assumeRoot("/usr/sbin/dovecot", "dovecot-imapd");
    MAILBOX.start();
    startTlsPort = Daemons.freePort();
    implicitPort = Daemons.freePort();
    passwordPort = Daemons.freePort();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    certificate = TestCertificate.make(folder.resolve("mail.p12"), "dns:localhost");
    certificate.writePem(folder);
    startDovecot(folder);
    startPostfix(folder);
  }

  private static void startDovecot(Path folder) throws IOException {
    String config =
        """
        protocols = none
        listen = 127.0.0.1
        base_dir = FOLDER/run
        state_dir = FOLDER/state
        log_path = /dev/stderr
        ssl = no
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        passdb {
          driver = static
          args = password=s3cret
        }
        service auth {
          inet_listener {
            address = 127.0.0.1
            port = PORT
          }
        }
        """
            .replace("FOLDER", folder.toString())
            .replace("PORT", String.valueOf(passwordPort));
    Path file = Files.writeString(folder.resolve("dovecot.conf"), config);
    DAEMONS.start("starting up", "/usr/sbin/dovecot", "-F", "-c", file.toString());
  }

  private static void startPostfix(Path folder) throws IOException {
    etc = Files.createDirectory(folder.resolve("etc"));
    Files.createDirectory(folder.resolve("spool"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(etc.resolve("main.cf"), main(folder));
    Files.writeString(etc.resolve("master.cf"), master());
    DAEMONS.start("daemon started", "/usr/sbin/postfix", "-c", etc.toString(), "start-fg");
  }

  private static String main(Path folder) {
    return """
        compatibility_level = 3.6
        queue_directory = FOLDER/spool
        data_directory = FOLDER/data
        daemon_directory = /usr/lib/postfix/sbin
        command_directory = /usr/sbin
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mail.example
        mydestination =
        alias_maps =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        relayhost = [127.0.0.1]:MAILBOX
        smtp_dns_support_level = disabled
        smtpd_tls_cert_file = FOLDER/cert.pem
        smtpd_tls_key_file = FOLDER/key.pem
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:127.0.0.1:PASSWORDS
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_peername_lookup = no
        maillog_file = /dev/stdout
        """
        .replace("FOLDER", folder.toString())
        .replace("MAILBOX", String.valueOf(MAILBOX.getSmtp().getPort()))
        .replace("PASSWORDS", String.valueOf(passwordPort));
  }

  private static String master() {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        postlog unix-dgram n - n - 1 postlogd
        tlsmgr unix - - n 1000? 1 tlsmgr
        anvil unix - - n - 1 anvil
        rewrite unix - - n - - trivial-rewrite
        proxymap unix - - n - - proxymap
        """
        .formatted(startTlsPort, implicitPort);
  }

  @AfterAll
  static void stop() {
    DAEMONS.close();
    MAILBOX.stop();
  }

  @BeforeEach
  void begin() throws Exception {
    context = TestContext.withTimeout(Duration.ofSeconds(30));
    MAILBOX.purgeEmailFromAllMailboxes();
  }

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"implicit", "starttls"})
  void deliversAfterLoggingIn(String tls) throws Exception {
    send(tls, LOGIN);

    assertArrived();
    assertThat(context.lines())
        .singleElement()
        .asString()
        .matches("localhost:" + port(tls) + " said: 250 2.0.0 Ok: queued as \\w+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"implicit", "starttls"})
  void sendsNothingToUntrustedServer(String tls) {
    assertThatThrownBy(() -> send(new EmailActionType(), tls, LOGIN))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("localhost:" + port(tls) + ": its certificate can't be trusted: ");
    assertThat(MAILBOX.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"implicit", "starttls"})
  void isRefusedWithAWrongPassword(String tls) {
    assertThatThrownBy(() -> send(tls, Map.of("username", "monitor", "password", "wr0ng")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(" said: 535 5.7.8 Error: authentication failed")
        .message()
        .doesNotContain("wr0ng");
  }

  @Test
  void isRefusedWithoutLogin() {
    assertThatThrownBy(() -> send("starttls", Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Relay access denied");
  }

  @Test
  void deliversThroughSystemSendmail(@TempDir Path programs) throws Exception {
    Path sendmail = programs.resolve("sendmail");
    Files.writeString(sendmail, "#!/bin/sh\nexec /usr/sbin/sendmail -C " + etc + " \"$@\"\n");
    assertThat(sendmail.toFile().setExecutable(true)).isTrue();
    create(
            new EmailActionType(),
            Map.of("fallback", sendmail.toString(), "sender", "Monitor <monitor@place.com>"))
        .send(SampleNotifications.gatewayFails(), context);

    assertThat(assertArrived().getHeader("Return-Path")).containsExactly("<monitor@place.com>");
    assertThat(context.lines()).containsExactly(sendmail + " accepted the mail");
  }

  private MimeMessage assertArrived() throws Exception {
    assertThat(MAILBOX.waitForIncomingEmail(20_000, 1)).isTrue();
    MimeMessage mail = MAILBOX.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[Place] FAIL: Home gateway (ssh)");
    assertThat(mail.getMessageID()).contains(".fletchck@");
    return mail;
  }

  private int port(String tls) {
    return tls.equals("implicit") ? implicitPort : startTlsPort;
  }

  private void send(String tls, Map<String, Object> login) throws Exception {
    send(new EmailActionType(certificate::trusting), tls, login);
  }

  private void send(EmailActionType type, String tls, Map<String, Object> login) throws Exception {
    Map<String, Object> all = new TreeMap<>(login);
    all.put("hostname", "localhost");
    all.put("port", port(tls));
    all.put("tls", tls);
    create(type, all).send(SampleNotifications.gatewayFails(), context);
  }

  private static Action create(EmailActionType type, Map<String, Object> given) {
    Map<String, Object> all = new TreeMap<>(given);
    all.put("recipients", List.of("admin@place.com", "info@place.com"));
    return type.create(Options.of(type.options(), all));
  }
}
