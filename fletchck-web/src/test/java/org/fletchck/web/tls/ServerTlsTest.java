package org.fletchck.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.fletchck.schedule.Scheduler;
import org.fletchck.web.http.HttpListener;
import org.fletchck.web.http.LogLines;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private Path folder;
  private Path cert;
  private Path key;

  @BeforeEach
  void make() throws IOException {
    cert = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
    SelfSigned.write(cert, key, List.of("mon.example.com", "localhost", "127.0.0.1"), NOW);
  }

  @Test
  void createsSelfSignedCertificateWithOwnerOnlyKeyFile() throws Exception {
    X509Certificate made = PemText.read(cert).chain().get(0);

    made.verify(made.getPublicKey());
    assertThat(made.getSubjectX500Principal().getName()).isEqualTo("CN=mon.example.com");
    assertThat(made.getNotAfter()).isEqualTo("2036-11-18T00:00:00Z");
    assertThat(made.getSubjectAlternativeNames()).hasSize(3);
    assertThat(ServerTls.read(cert, key).names()).containsExactly("mon.example.com", "localhost");
    assertThat(Files.getPosixFilePermissions(key))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
  void rejectsCbcCipherSuites(String suite) throws Exception {
    assertThatThrownBy(() -> handshake("TLSv1.2", suite)).isInstanceOf(SSLException.class);
  }

  @Test
  void supportsTls12AndTls13() throws Exception {
    assertThat(handshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
        .isEqualTo("TLSv1.2");
    assertThat(handshake("TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLSv1.3");
  }

  private String handshake(String protocol, String suite) throws Exception {
    try (Scheduler scheduler = Scheduler.system(InstantSource.system());
        HttpListener server =
            HttpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerTls.read(cert, key).context(),
                r -> Response.html(""),
                scheduler)) {
      return session(server, protocol, suite).getProtocol();
    }
  }

  @Test
  void reloadsCertificateAndKeepsOldOneIfNewOneIsInvalid() throws Exception {
    ServerTls tls = ServerTls.read(cert, key);
    try (LogLines log = new LogLines(ServerTls.class);
        Scheduler scheduler = Scheduler.system(InstantSource.system());
        HttpListener server =
            HttpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls.context(),
                r -> Response.html(""),
                scheduler)) {
      Certificate first = shown(server);

      assertThat(tls.refresh()).isFalse();
      SelfSigned.write(cert, key, List.of("other.example.com"), NOW);
      assertThat(tls.refresh()).isTrue();
      Certificate second = shown(server);
      Files.writeString(cert, "broken");
      assertThat(tls.refresh()).isFalse();
      assertThat(tls.refresh()).isFalse();

      assertThat(second).isNotEqualTo(first);
      assertThat(shown(server)).isEqualTo(second);
      assertThat(log.lines())
          .hasSize(2)
          .last()
          .asString()
          .contains("stays: " + cert + " contains no certificate");
    }
  }

  @Test
  void prefersChaCha20InEachTlsVersion() throws Exception {
    try (Scheduler scheduler = Scheduler.system(InstantSource.system());
        HttpListener server =
            HttpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerTls.read(cert, key).context(),
                r -> Response.html(""),
                scheduler)) {
      assertThat(session(server, "TLSv1.3").getCipherSuite())
          .isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
      assertThat(session(server, "TLSv1.2").getCipherSuite())
          .isEqualTo("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
    }
  }

  @Test
  void reportsInvalidCertificateAndKeyFiles() throws IOException {
    Path missing = folder.resolve("missing.pem");
    assertThatIOException()
        .isThrownBy(() -> ServerTls.read(missing, key))
        .withMessage("there is no file " + missing);
    assertThatIOException()
        .isThrownBy(() -> ServerTls.read(cert, cert))
        .withMessageContaining("cert.pem contains no private key");
    Path other = folder.resolve("other.pem");
    SelfSigned.write(folder.resolve("x.pem"), other, List.of("x"), NOW);
    assertThatIOException()
        .isThrownBy(() -> ServerTls.read(cert, other))
        .withMessageContaining("doesn't match the certificate in");
  }

  @Test
  void takesCertificateAndKeyFromOneFile() throws IOException {
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(key) + "some text\n" + Files.readString(cert));

    assertThat(ServerTls.read(both, both).names()).contains("mon.example.com");
  }

  private static Certificate shown(HttpListener server) throws Exception {
    return session(server, "TLSv1.3").getPeerCertificates()[0];
  }

  private static SSLSession session(HttpListener server, String version, String... suites)
      throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustingManager()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            trusting
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
      socket.setEnabledProtocols(new String[] {version});
      if (suites.length > 0) {
        socket.setEnabledCipherSuites(suites);
      }
      socket.startHandshake();
      return socket.getSession();
    }
  }

  private static final class TrustingManager implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
