package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fletchck.checks.Pki.Validity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks {@code cert} and {@code tcp} of a real nginx. */
class CertIT {

  @TempDir private static Path folder;
  private static Daemon nginx;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    String program = Daemon.program("nginx", "nginx");
    port = Daemon.freePort();
    Daemon.writeIdentity(Pki.TRUSTED.issue(Validity.days(30, 60), "localhost"), folder);
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
    nginx = Daemon.listening(port, program, "-c", configuration.toString());
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Test
  void validatesCertificateOfNginx() {
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
  void matchesAnswerOfNginx() {
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
