package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check {@code cert} of servers of Debian that begin TLS on request, one for each protocol. */
class StartTlsIT {

  @TempDir private Path folder;

  @Test
  void judgesTheCertificateOfPostfix() throws Exception {
    Daemon.assumeRoot("/usr/sbin/postfix", "postfix");
    int port = prepare();
    Path data = ownedBy("postfix", Files.createDirectory(folder.resolve("data")));
    Files.createDirectory(folder.resolve("spool"));
    Path etc = Files.createDirectory(folder.resolve("etc"));
    write(
        etc.resolve("main.cf"),
        """
        compatibility_level = 3.6
        queue_directory = FOLDER/spool
        data_directory = DATA
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mydestination =
        alias_maps =
        smtpd_tls_cert_file = FOLDER/cert.pem
        smtpd_tls_key_file = FOLDER/key.pem
        smtpd_tls_security_level = may
        smtpd_peername_lookup = no
        maillog_file = /dev/stdout
        """
            .replace("DATA", data.toString()));
    write(
        etc.resolve("master.cf"),
        """
        127.0.0.1:%d inet n - n - - smtpd
        postlog unix-dgram n - n - 1 postlogd
        tlsmgr unix - - n 1000? 1 tlsmgr
        anvil unix - - n - 1 anvil
        rewrite unix - - n - - trivial-rewrite
        proxymap unix - - n - - proxymap
        """
            .formatted(port));
    try (Daemon postfix =
        Daemon.listening(port, "/usr/sbin/postfix", "-c", etc.toString(), "start-fg")) {
      assertJudged(postfix, "smtp", port);
    }
  }

  @Test
  void judgesTheCertificateOfDovecot() throws Exception {
    Daemon.assumeRoot("/usr/sbin/dovecot", "dovecot-imapd");
    Daemon.program("../lib/dovecot/pop3-login", "dovecot-pop3d");
    int imap = prepare();
    int pop3 = Daemon.freePort();
    Path config =
        write(
            folder.resolve("dovecot.conf"),
            """
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
                port = 0
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
                .formatted(imap, pop3));
    try (Daemon dovecot =
        Daemon.start("starting up", "/usr/sbin/dovecot", "-F", "-c", config.toString())) {
      assertJudged(dovecot, "imap", imap);
      assertJudged(dovecot, "pop3", pop3);
    }
  }

  @Test
  void judgesTheCertificateOfOpenLdap() throws Exception {
    String slapd = Daemon.program("slapd", "slapd");
    String openssl = Daemon.program("openssl", "openssl");
    int port = prepare();
    Path key = folder.resolve("key.pem");
    Path sec1 = folder.resolve("sec1.pem"); // the only form of such a key that slapd reads
    Process copying =
        new ProcessBuilder(openssl, "ec", "-in", key.toString(), "-out", sec1.toString()).start();
    assertThat(copying.waitFor()).isZero();
    Path config =
        write(
            folder.resolve("slapd.conf"),
            """
            TLSCertificateFile FOLDER/cert.pem
            TLSCertificateKeyFile FOLDER/sec1.pem
            """);
    String url = "ldap://127.0.0.1:" + port;
    try (Daemon server =
        Daemon.listening(port, slapd, "-d", "none", "-h", url, "-f", config.toString())) {
      assertJudged(server, "ldap", port);
    }
  }

  @Test
  void judgesTheCertificateOfVsftpd() throws Exception {
    Daemon.assumeRoot("/usr/sbin/vsftpd", "vsftpd");
    int port = prepare();
    Files.createDirectory(folder.resolve("empty"));
    Path config =
        write(
            folder.resolve("vsftpd.conf"),
            """
            listen=YES
            listen_address=127.0.0.1
            listen_port=%d
            background=NO
            secure_chroot_dir=FOLDER/empty
            ssl_enable=YES
            rsa_cert_file=FOLDER/cert.pem
            rsa_private_key_file=FOLDER/key.pem
            xferlog_enable=NO
            """
                .formatted(port));
    try (Daemon vsftpd = Daemon.listening(port, "/usr/sbin/vsftpd", config.toString())) {
      assertJudged(vsftpd, "ftp", port);
    }
  }

  @Test
  void judgesTheCertificateOfPostgres() throws Exception {
    Daemon.assumeRoot("/usr/bin/pg_ctlcluster", "postgresql");
    int port = prepare();
    ownedBy("postgres", folder);
    ownedBy("postgres", folder.resolve("cert.pem"));
    ownedBy("postgres", folder.resolve("key.pem"));
    String data = folder.resolve("cluster").toString();
    String programs = postgres();
    Daemon.start("Success", asPostgres(programs + "initdb", "--no-sync", "-A", "trust", "-D", data))
        .close();
    write(
        folder.resolve("cluster/postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        ssl = on
        ssl_cert_file = 'FOLDER/cert.pem'
        ssl_key_file = 'FOLDER/key.pem'
        """
            .formatted(port));
    try (Daemon server =
        Daemon.start("ready to accept", asPostgres(programs + "postgres", "-D", data))) {
      assertJudged(server, "postgres", port);
    }
  }

  /** Asks as one who trusts the issuer, and as one who doesn't. */
  private static void assertJudged(Daemon server, String starttls, int port) {
    assertThat(server).isNotNull();
    Object[] options = {"hostname", "localhost", "port", port, "starttls", starttls};
    Ran trusting = Ran.check(new CertCheckType(Pki.TRUSTED::judge), options);
    assertThat(trusting.reason()).as(starttls).isEmpty();
    assertThat(trusting.passed()).as(starttls).isTrue();
    assertThat(trusting.result().level()).contains("59 days");
    assertThat(trusting.result().details()).containsEntry("subject", "CN=localhost");
    Ran doubting = Ran.check(new CertCheckType(Pki.UNKNOWN::judge), options);
    assertThat(doubting.reason()).as(starttls).startsWith("certificate has an unknown issuer, ");
    assertThat(doubting.result().softFail()).contains(CheckResult.CERTIFICATE);
  }

  /** Writes key and certificate into the folder; returns a port. */
  private int prepare() throws Exception {
    Daemon.share(folder);
    Daemon.writeIdentity(Pki.TRUSTED.issue(Validity.days(30, 60), "localhost"), folder);
    return Daemon.freePort();
  }

  private Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text.replace("FOLDER", folder.toString()));
  }

  private static Path ownedBy(String user, Path path) throws IOException {
    FileSystem system = path.getFileSystem();
    return Files.setOwner(path, system.getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  /** Returns the folder of the newest release, with a slash. */
  private static String postgres() throws IOException {
    try (Stream<Path> releases = Files.list(Path.of("/usr/lib/postgresql"))) {
      return releases.map(release -> release + "/bin/").sorted().reduce((a, b) -> b).orElseThrow();
    }
  }

  private static String[] asPostgres(String... command) {
    return Stream.concat(Stream.of("runuser", "-u", "postgres", "--"), Stream.of(command))
        .toArray(String[]::new);
  }
}
