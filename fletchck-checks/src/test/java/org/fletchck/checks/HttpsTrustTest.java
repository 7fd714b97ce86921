package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.junit.jupiter.api.Test;

/** Certificates good and bad, as a server shows them. */
class HttpsTrustTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";
  private static final Validity GOOD = Validity.days(30, 60);
  private static final Identity LOCALHOST = Pki.TRUSTED.issue(GOOD, "localhost", "127.0.0.1");

  private static Ran ask(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.putIfAbsent("hostname", "localhost");
    all.put("port", server.port());
    return Ran.check(new HttpsCheckType(Pki.TRUSTED::judge), all);
  }

  private static Ran ask(Identity identity, Object... options) throws IOException {
    try (TestServer server = TestServer.tls(identity, TestServer.answer(OK))) {
      return ask(server, options);
    }
  }

  private static void assertUntrusted(Identity identity, String reason) throws IOException {
    try (TestServer server = TestServer.tls(identity, TestServer.answer(OK))) {
      Ran ran = ask(server, "username", "joe", "password", "pass");
      assertThat(ran.reason()).matches(reason);
      assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
      assertThat(ran.result().details())
          .containsKeys("subject", "issuer", "names", "notAfter", "daysLeft", "distrust");
      assertThat(ran.log()).anyMatch(line -> line.startsWith("certificate of CN="));
      assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "total");
      assertThat(server.requests()).isEmpty();

      Ran trusting = ask(server, "selfsigned", true);
      assertThat(trusting.passed()).isTrue();
      assertThat(trusting.result().details()).doesNotContainKey("distrust");
    }
  }

  @Test
  void passesAndReportsCertificateDetails() throws IOException {
    Ran ran = ask(LOCALHOST);
    assertThat(ran.reason()).isEqualTo("HTTP 200");
    assertThat(ran.passed()).isTrue();
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "first", "total");
    assertThat(ran.result().details())
        .containsEntry("protocol", "TLSv1.3")
        .containsEntry("subject", "CN=localhost")
        .containsEntry("issuer", "CN=Trusted Test CA Intermediate")
        .containsEntry("names", "localhost, 127.0.0.1")
        .containsEntry("notBefore", GOOD.from().toString())
        .containsEntry("notAfter", GOOD.to().toString())
        .containsEntry("daysLeft", "59")
        .containsEntry("chain", "2")
        .containsKey("cipher");
  }

  @Test
  void acceptsIpAddressNamedInCertificate() throws IOException {
    assertThat(ask(LOCALHOST, "hostname", "127.0.0.1").passed()).isTrue();
  }

  @Test
  void failsOnAnExpiredCertificate() throws IOException {
    Validity over = Validity.days(90, -2);
    assertUntrusted(
        Pki.TRUSTED.issue(over, "localhost"),
        "certificate expired on " + ValueTexts.day(over.to()));
  }

  @Test
  void failsOnACertificateThatIsNotYetValid() throws IOException {
    Validity later = Validity.days(-2, 90);
    assertUntrusted(
        Pki.TRUSTED.issue(later, "localhost"),
        "certificate is not valid before " + ValueTexts.day(later.from()));
  }

  @Test
  void failsOnACertificateForAnotherHost() throws IOException {
    assertUntrusted(
        Pki.TRUSTED.issue(GOOD, "a.example", "*.b.example"),
        "certificate is not for localhost but for a.example, \\*.b.example");
  }

  @Test
  void failsOnACertificateForAnotherAddress() throws IOException {
    Ran ran = ask(Pki.TRUSTED.issue(GOOD, "localhost", "127.0.0.2"), "hostname", "127.0.0.1");
    assertThat(ran.reason())
        .isEqualTo("certificate is not for 127.0.0.1 but for localhost, 127.0.0.2");
  }

  @Test
  void reportsIpAddressGivenAsDnsName() throws IOException {
    Identity mistaken = Pki.TRUSTED.issue(GOOD, "localhost", "DNS:127.0.0.1");
    assertThat(ask(mistaken, "hostname", "127.0.0.1").reason())
        .isEqualTo("certificate names 127.0.0.1 as a DNS name, not as an IP address");
    assertThat(ask(mistaken).passed()).isTrue();
  }

  @Test
  void failsOnAnUnknownIssuer() throws IOException {
    assertUntrusted(
        Pki.UNKNOWN.issue(GOOD, "localhost"),
        "certificate has an unknown issuer, CN=Unknown Test CA, or .*");
  }

  @Test
  void failsOnAMissingIntermediate() throws IOException {
    assertUntrusted(
        LOCALHOST.withoutIntermediate(),
        "certificate has an unknown issuer, CN=Trusted Test CA Intermediate, or the server doesn't"
            + " send the intermediate certificates");
  }

  @Test
  void failsOnASelfSignedCertificate() throws IOException {
    assertUntrusted(Pki.selfSigned(GOOD, "localhost"), "certificate is self-signed");
  }

  @Test
  void failsWhenTheCertificateExpiresSoon() throws IOException {
    Validity soon = Validity.days(87, 3);
    Identity identity = Pki.TRUSTED.issue(soon, "localhost");
    Ran ran = ask(identity);
    assertThat(ran.reason())
        .isEqualTo("certificate expires in 2 days, on " + ValueTexts.day(soon.to()));
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().details()).containsEntry("daysLeft", "2");
    assertThat(ask(identity, "days", 2).passed()).isTrue();
    assertThat(ask(identity, "selfsigned", true).passed()).isTrue();
  }

  @Test
  void limitsRequiredDaysToAThirdOfCertificateLifetime() throws IOException {
    assertThat(ask(Pki.TRUSTED.issue(Validity.days(3, 3), "localhost")).passed()).isTrue();
    assertThat(ask(Pki.TRUSTED.issue(Validity.days(5, 1), "localhost")).passed()).isFalse();
  }

  @Test
  void reportsServiceFailureRatherThanExpiry() throws IOException {
    Identity identity = Pki.TRUSTED.issue(Validity.days(87, 3), "localhost");
    try (TestServer server =
        TestServer.tls(identity, TestServer.answer("HTTP/1.1 500 Oh\r\n\r\n"))) {
      Ran ran = ask(server);
      assertThat(ran.reason()).isEqualTo("HTTP 500 Oh, expected 100-499");
      assertThat(ran.result().trustFailure()).isEmpty();
      assertThat(ran.result().details()).containsEntry("daysLeft", "2");
    }
  }

  @Test
  void validatesCertificateOfEachRedirectHop() throws IOException {
    try (TestServer bad = TestServer.tls(Pki.selfSigned(GOOD, "localhost"), TestServer.answer(OK));
        TestServer good =
            TestServer.tls(
                LOCALHOST,
                TestServer.answer(
                    "HTTP/1.1 302 Go\r\nLocation: https://localhost:"
                        + bad.port()
                        + "/\r\n\r\n"))) {
      Ran ran = ask(good, "follow", true);
      assertThat(ran.reason()).isEqualTo("certificate is self-signed");
      assertThat(bad.requests()).isEmpty();
    }
  }

  @Test
  void makesAFullHandshakeEachTime() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, TestServer.answer(OK))) {
      ask(server);
      ask(server);
      assertThat(server.sessions()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void reportsServerThatDoesNotSpeakTls() throws IOException {
    try (TestServer server = TestServer.plain(talk -> talk.send("220 mail ready\r\n"))) {
      assertThat(ask(server).reason()).isEqualTo("the server doesn't speak TLS on this port");
    }
  }

  @Test
  void reportsCloseDuringHandshake() throws IOException {
    try (TestServer server = TestServer.plain(talk -> talk.readSome())) {
      assertThat(ask(server).reason())
          .isEqualTo("the server closed the connection during the TLS handshake");
    }
  }

  @Test
  void reportsResetDuringHandshake() throws IOException {
    try (TestServer server = TestServer.plain(TestServer.Conversation::reset)) {
      assertThat(ask(server).reason())
          .matches(
              "the server reset the connection, while negotiating TLS with localhost port \\d+");
    }
  }

  @Test
  void reportsTlsAlertSentByServer() throws IOException {
    byte[] alert = {21, 3, 3, 0, 2, 2, 40};
    try (TestServer server =
        TestServer.plain(
            talk -> {
              talk.readSome();
              talk.send(alert);
            })) {
      assertThat(ask(server).reason()).isEqualTo("the server refused TLS: handshake failure");
    }
  }

  @Test
  void logsThatAnAcceptedCertificateExpired() throws IOException {
    Ran ran = ask(Pki.selfSigned(Validity.days(9, -1), "x.example"), "selfsigned", true);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log()).anyMatch(line -> line.endsWith(", expired, for x.example"));
  }

  @Test
  void timesOutWhenHandshakeHangs() throws IOException {
    try (TestServer server = TestServer.plain(talk -> talk.pause(60_000))) {
      Ran ran = ask(server, "timeout", 1);
      assertThat(ran.reason()).startsWith("no answer within 1 s, while negotiating TLS with ");
      ran.assertEndedAt(Duration.ofSeconds(1));
    }
  }
}
