package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.fletchck.checks.Pki.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check {@code cert} of servers of Debian that begin TLS on request; of those for mail, {@link
 * PostfixIT} and {@link DovecotIT} have it.
 */
@SuppressWarnings("try") // a server is there while the block lasts
class StartTlsIT {

  @TempDir private Path folder;

  @Test
  void validatesCertificateOfOpenLdap() throws Exception {
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
      Judged.assertJudged("ldap", port);
    }
  }

  @Test
  void validatesCertificateOfVsftpd() throws Exception {
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
      Judged.assertJudged("ftp", port);
    }
  }

  @Test
  void validatesCertificateOfPostgres() throws Exception {
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
      Judged.assertJudged("postgres", port);
    }
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
