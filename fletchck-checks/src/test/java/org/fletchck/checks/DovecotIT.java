package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of IMAP, and certificates by IMAP and POP3, against Dovecot. */
class DovecotIT {

  private static int port;
  private static int implicitPort;
  private static int pop3Port;
  private static Daemon dovecot;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Daemon.assumeRoot("/usr/sbin/dovecot", "dovecot-imapd");
    Daemon.program("../lib/dovecot/pop3-login", "dovecot-pop3d");
    port = Daemon.freePort();
    implicitPort = Daemon.freePort();
    pop3Port = Daemon.freePort();
    Daemon.share(folder);
    Daemon.writeIdentity(Pki.TRUSTED.issue(Validity.days(30, 60), "localhost"), folder);
    Path config = Files.writeString(folder.resolve("dovecot.conf"), config(folder));
    dovecot = Daemon.start("starting up", "/usr/sbin/dovecot", "-F", "-c", config.toString());
  }

  private static String config(Path folder) {
    return """
        protocols = imap pop3
        listen = 127.0.0.1
        base_dir = FOLDER/run
        state_dir = FOLDER/state
        log_path = /dev/stderr
        ssl = required
        ssl_cert = <FOLDER/cert.pem
        ssl_key = <FOLDER/key.pem
        passdb {
          driver = static
          args = nopassword=y
        }
        service imap-login {
          inet_listener imap {
            port = %d
          }
          inet_listener imaps {
            port = %d
            ssl = yes
          }
        }
        service pop3-login {
          inet_listener pop3 {
            port = %d
          }
          inet_listener pop3s {
            port = 0
          }
        }
        """
        .replace("FOLDER", folder.toString())
        .formatted(port, implicitPort, pop3Port);
  }

  @AfterAll
  static void stop() {
    if (dovecot != null) {
      dovecot.close();
    }
  }

  private static Ran ask(Supplier<X509ExtendedTrustManager> trust, int at, boolean starttls) {
    return Ran.check(
        new ImapCheckType(trust), "hostname", "localhost", "port", at, "starttls", starttls);
  }

  @Test
  void passesOverTls() {
    Ran ran = ask(Pki.TRUSTED::judge, implicitPort, false);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log())
        .anyMatch(line -> line.startsWith("greeted with * OK "))
        .contains("NOOP was answered", "LOGOUT was answered");
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
  }

  @Test
  void passesWithStartTls() {
    Ran ran = ask(Pki.TRUSTED::judge, port, true);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
  }

  @Test
  void failsOnAnUnknownIssuer() {
    for (boolean starttls : new boolean[] {false, true}) {
      Ran ran = ask(Pki.UNKNOWN::judge, starttls ? port : implicitPort, starttls);
      assertThat(ran.reason()).startsWith("certificate has an unknown issuer, ");
      assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    }
  }

  @Test
  void failsWithImplicitTlsOnStartTlsPort() {
    assertThat(ask(Pki.TRUSTED::judge, port, false).reason())
        .isEqualTo("the server doesn't speak TLS on this port");
  }

  @Test
  void validatesCertificateOverImapAndPop3() {
    Judged.assertJudged("imap", port);
    Judged.assertJudged("pop3", pop3Port);
  }
}
