package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want a certificate of their clients, which no check has. */
class ClientCertificateTest {

  private static final String OLD = "TLSv1.2"; // ends the handshake, where 1.3 does so after it
  private static final String WANTED = "the server requires a client certificate";
  private static final Identity GOOD = Pki.TRUSTED.issue(Validity.days(30, 60), "localhost");

  private static TestServer wanting(Identity identity, String version) throws IOException {
    return TestServer.tls(
        identity,
        socket -> {
          socket.setEnabledProtocols(new String[] {version});
          socket.setNeedClientAuth(true);
        },
        talk -> talk.send("hello"));
  }

  private static Ran ask(CheckType type, Identity identity, String version, Object... more)
      throws IOException {
    try (TestServer server = wanting(identity, version)) {
      Map<String, Object> options = Ran.map(more);
      options.put("hostname", "localhost");
      options.put("port", server.port());
      return Ran.check(type, options);
    }
  }

  private static Ran cert(Identity identity, String version, Object... more) throws IOException {
    return ask(new CertCheckType(Pki.TRUSTED::judge), identity, version, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void validatesServerCertificateWhenClientCertificateIsRequired(String version)
      throws IOException {
    Ran ran = cert(GOOD, version);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains("59 days");
    assertThat(ran.log()).contains("the server requests a client certificate");
    assertThat(ran.result().details())
        .containsEntry("protocol", version)
        .containsEntry("subject", "CN=localhost")
        .containsEntry("daysLeft", "59");
    assertThat(ran.result().details().get("cipher")).startsWith("TLS_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void failsOnBadServerCertificate(String version) throws IOException {
    Validity over = Validity.days(90, -2);
    Ran expired = cert(Pki.TRUSTED.issue(over, "localhost"), version);
    assertThat(expired.reason()).isEqualTo("certificate expired on " + ValueTexts.day(over.to()));
    assertThat(expired.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(cert(Pki.TRUSTED.issue(Validity.days(90, 3), "localhost"), version).reason())
        .startsWith("certificate expires in 2 days, on ");
    assertThat(cert(Pki.selfSigned(Validity.days(1, 60), "localhost"), version).reason())
        .isEqualTo("certificate is self-signed");
  }

  @Test
  void failsProbeAndTcpCheckWithoutClientCertificate() throws IOException {
    assertThat(cert(GOOD, OLD, "probe", "x").reason()).isEqualTo(WANTED);
    Ran tcp = ask(new TcpCheckType(Pki.TRUSTED::judge), GOOD, OLD, "tls", true);
    assertThat(tcp.reason()).isEqualTo(WANTED);
    assertThat(tcp.result().trustFailure()).isEmpty();
    assertThat(tcp.log()).anyMatch(line -> line.startsWith("certificate of CN=localhost"));
    Identity bad = Pki.selfSigned(Validity.days(1, 60), "localhost");
    assertThat(ask(new TcpCheckType(Pki.TRUSTED::judge), bad, OLD, "tls", true).reason())
        .isEqualTo("certificate is self-signed");
  }

  @Test
  void passesWhenClientCertificateIsOptional() throws IOException {
    try (TestServer server =
        TestServer.tls(GOOD, socket -> socket.setWantClientAuth(true), talk -> talk.send("hi"))) {
      Object[] options = {"hostname", "localhost", "port", server.port(), "tls", true};
      Ran ran = Ran.check(new TcpCheckType(Pki.TRUSTED::judge), options);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
    }
  }
}
