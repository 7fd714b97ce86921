package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import org.fletchck.checks.Pki.Validity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of a server of OpenSSL, which has one certificate for those it knows, as nginx has. */
class TlsNamesIT {

  @TempDir private Path folder;

  private static @Nullable String distrust(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Tls tls = new Tls(Pki.TRUSTED::judge, true, true, 7);
      return tls.handshake(socket, Endpoint.of(host, port), Instant.now()).evidence().distrust();
    }
  }

  @Test
  void verifiesUnusualHostNames() throws Exception {
    String program = Daemon.program("openssl", "openssl");
    int port = Daemon.freePort();
    Daemon.writeIdentity(
        Pki.TRUSTED.issue(
            Validity.days(30, 60), "known.example", "a_b.example", "ends-.example", "*.c.example"),
        folder);
    String certificate = folder.resolve("cert.pem").toString();
    String key = folder.resolve("key.pem").toString();
    for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
      // Warns in 1.2 of each name but known.example.
      try (Daemon server =
          Daemon.listening(
              port,
              program,
              "s_server",
              "-www",
              version,
              "-accept",
              "127.0.0.1:" + port,
              "-cert",
              certificate,
              "-key",
              key,
              "-cert_chain",
              certificate,
              "-servername",
              "known.example",
              "-cert2",
              certificate,
              "-key2",
              key)) {
        assertThat(server).isNotNull();
        for (String host : new String[] {"a_b.example", "ends-.example", "x_.c.example"}) {
          assertThat(distrust(port, host)).as(version + " " + host).isNull();
        }
        assertThat(distrust(port, "a_c.example"))
            .startsWith("is not for a_c.example but for known.example, a_b.example, ");
      }
    }
  }
}
