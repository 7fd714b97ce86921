package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks {@code cert} and {@code tcp} of a real nginx. */
class CertIT {

  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  @TempDir private static Path folder;
  private static Process nginx;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(NGINX), "needs Debian's package nginx");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    writePem(Pki.TRUSTED.issue(Validity.days(30, 60), "localhost"));
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid FOLDER/pid;
        error_log FOLDER/error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path FOLDER/1;
          proxy_temp_path FOLDER/2;
          fastcgi_temp_path FOLDER/3;
          uwsgi_temp_path FOLDER/4;
          scgi_temp_path FOLDER/5;
          server {
            listen 127.0.0.1:PORT ssl;
            ssl_certificate FOLDER/cert.pem;
            ssl_certificate_key FOLDER/key.pem;
            return 204;
          }
        }
        """
            .replace("FOLDER", folder.toString())
            .replace("PORT", Integer.toString(port)));
    nginx =
        new ProcessBuilder(NGINX.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    for (int tries = 0; !answers(); tries++) {
      boolean ended = nginx.waitFor(50, TimeUnit.MILLISECONDS);
      assertThat(ended || tries > 400).as(Files.readString(folder.resolve("output"))).isFalse();
    }
  }

  private static void writePem(Identity identity) throws IOException, GeneralSecurityException {
    StringBuilder certificates = new StringBuilder();
    for (X509Certificate certificate : identity.chain()) {
      certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve("cert.pem"), certificates);
    Files.writeString(
        folder.resolve("key.pem"), pem("PRIVATE KEY", identity.key().getPrivate().getEncoded()));
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private static boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      if (!nginx.waitFor(10, TimeUnit.SECONDS)) {
        nginx.destroyForcibly();
      }
    }
  }

  @Test
  void judgesTheCertificateOfNginx() {
    Map<String, Object> options =
        Ran.map("hostname", "localhost", "port", port, "probe", "HEAD / HTTP/1.0\r\n\r\n");
    Ran ran = Ran.check(new CertCheckType(Pki.TRUSTED::judge), options);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.result().level()).contains("59 days");
    assertThat(ran.log()).anyMatch(line -> line.startsWith("answered HTTP/1.1 204 No Content"));
    options.put("hostname", "127.0.0.1");
    assertThat(Ran.check(new CertCheckType(Pki.TRUSTED::judge), options).reason())
        .isEqualTo("certificate is not for 127.0.0.1 but for localhost");
    options.put("hostname", "localhost");
    assertThat(Ran.check(new CertCheckType(Pki.UNKNOWN::judge), options).reason())
        .startsWith("certificate has an unknown issuer, ");
  }

  @Test
  void readsTheAnswerOfNginx() {
    Map<String, Object> options =
        Ran.map(
            "hostname",
            "localhost",
            "port",
            port,
            "tls",
            true,
            "probe",
            "HEAD / HTTP/1.0\r\n\r\n",
            "matches",
            "^HTTP/1\\.[01] 204");
    assertThat(Ran.check(new TcpCheckType(Pki.TRUSTED::judge), options).reason())
        .isEqualTo("found HTTP/1.1 204");
    options.put("tls", false);
    assertThat(Ran.check(new TcpCheckType(), options).reason())
        .isEqualTo("the answer does not match ^HTTP/1\\.[01] 204");
  }
}
