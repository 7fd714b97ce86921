package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of SMTP, and its certificate, against Postfix. */
class PostfixCheckIT {

  private static int port;
  private static int plainPort;
  private static int implicitPort;
  private static int refusingPort;
  private static int screenedPort;
  private static Daemon postfix;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Daemon.assumeRoot("/usr/sbin/postfix", "postfix");
    port = Daemon.freePort();
    plainPort = Daemon.freePort();
    implicitPort = Daemon.freePort();
    refusingPort = Daemon.freePort();
    screenedPort = Daemon.freePort();
    Daemon.share(folder);
    Daemon.writeIdentity(Pki.TRUSTED.issue(Validity.days(30, 60), "localhost"), folder);
    Path config = Files.createDirectory(folder.resolve("etc"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(folder.resolve("spool"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(config.resolve("main.cf"), main(folder));
    Files.writeString(config.resolve("master.cf"), master());
    postfix =
        Daemon.start("daemon started", "/usr/sbin/postfix", "-c", config.toString(), "start-fg");
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
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mydestination =
        alias_maps =
        smtpd_tls_cert_file = FOLDER/cert.pem
        smtpd_tls_key_file = FOLDER/key.pem
        smtpd_tls_security_level = may
        smtpd_delay_reject = no
        smtpd_peername_lookup = no
        maillog_file = /dev/stdout
        """
        .replace("FOLDER", folder.toString());
  }

  private static String master() {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_security_level=none
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_client_restrictions=reject
        127.0.0.1:%d inet n - n - 1 postscreen -o postscreen_access_list= -o postscreen_greet_wait=1s
        smtpd pass - - n - - smtpd
        postlog unix-dgram n - n - 1 postlogd
        tlsmgr unix - - n 1000? 1 tlsmgr
        anvil unix - - n - 1 anvil
        rewrite unix - - n - - trivial-rewrite
        proxymap unix - - n - - proxymap
        """
        .formatted(port, plainPort, implicitPort, refusingPort, screenedPort);
  }

  @AfterAll
  static void stop() {
    if (postfix != null) {
      postfix.close();
    }
  }

  private static Ran ask(CheckType type, int at, Object... more) {
    var options = Ran.map(more);
    options.put("hostname", "localhost");
    options.put("port", at);
    return Ran.check(type, options);
  }

  private static Ran smtp(int at, Object... more) {
    return ask(new SmtpCheckType(Pki.TRUSTED::judge), at, more);
  }

  @Test
  void passesWithStartTls() {
    Ran ran = smtp(port);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log())
        .contains("greeted with 220 mail.example ESMTP Postfix")
        .anyMatch(line -> line.startsWith("QUIT was answered by 221 "));
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
  }

  @Test
  void passesWithoutTls() {
    assertThat(smtp(plainPort, "tls", false).passed()).isTrue();
  }

  @Test
  void failsWhereStartTlsIsNotOffered() {
    assertThat(smtp(plainPort).reason()).isEqualTo("the server doesn't offer STARTTLS");
  }

  @Test
  void failsWhenServerRefusesConnections() {
    assertThat(smtp(refusingPort).reason()).startsWith("the server refused connections: 554 5.7.1");
  }

  @Test
  void waitsForGreetingDelayedByPostscreen() {
    Ran ran = smtp(screenedPort);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.log())
        .contains("greeted with 220-mail.example ESMTP Postfix; 220 mail.example ESMTP Postfix");
    Judged.assertJudged("smtp", screenedPort);
  }

  @Test
  void failsOnAnUnknownIssuer() {
    Ran ran = ask(new SmtpCheckType(Pki.UNKNOWN::judge), port);
    assertThat(ran.reason()).startsWith("certificate has an unknown issuer, ");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
  }

  @Test
  void passesOverImplicitTls() {
    Ran ran = ask(new SubmitCheckType(Pki.TRUSTED::judge), implicitPort);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
  }

  @Test
  void validatesCertificateOverSmtp() {
    Judged.assertJudged("smtp", port);
  }
}
