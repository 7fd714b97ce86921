package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertCheckTypeTest extends CheckTypeContract {

  private static final Validity GOOD = Validity.days(30, 60);
  private static final Identity LOCALHOST = Pki.TRUSTED.issue(GOOD, "localhost");

  @Override
  CheckType type() {
    return new CertCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "example.org");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("port", "443");
    all.put("timeout", "10");
    all.put("selfsigned", "false");
    all.put("probe", "");
    all.put("days", "7");
    all.put("starttls", "");
    return all;
  }

  private static Ran ask(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.putIfAbsent("hostname", "localhost");
    all.put("port", server.port());
    return Ran.check(new CertCheckType(Pki.TRUSTED::judge), all);
  }

  private static Ran ask(Identity identity, Object... options) throws IOException {
    try (TestServer server = TestServer.tls(identity, TestServer.Conversation::readSome)) {
      return ask(server, options);
    }
  }

  private static void assertUntrusted(Ran ran, String reason, String level) {
    assertThat(ran.passed()).isFalse();
    assertThat(ran.reason()).matches(reason);
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().level()).contains(level);
    assertThat(ran.result().details())
        .containsKeys("subject", "issuer", "names", "notBefore", "notAfter", "daysLeft", "chain")
        .containsEntry("distrust", ran.reason().replaceFirst("certificate ", ""));
    assertThat(ran.log()).anyMatch(line -> line.startsWith("certificate of CN="));
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "total");
  }

  @Test
  void passesAndReportsDaysLeftAndCertificateDetails() throws IOException {
    Ran ran = ask(LOCALHOST);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains("59 days");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "total");
    assertThat(ran.result().details())
        .containsEntry("protocol", "TLSv1.3")
        .containsEntry("subject", "CN=localhost")
        .containsEntry("issuer", "CN=Trusted Test CA Intermediate")
        .containsEntry("names", "localhost")
        .containsEntry("notBefore", GOOD.from().toString())
        .containsEntry("notAfter", GOOD.to().toString())
        .containsEntry("daysLeft", "59")
        .containsEntry("chain", "2")
        .containsKey("cipher")
        .doesNotContainKey("distrust");
  }

  @Test
  void failsOnExpiredCertificateEvenWithSelfsigned() throws IOException {
    Validity over = Validity.days(90, -2);
    String reason = "certificate expired on " + ValueTexts.day(over.to());
    assertUntrusted(ask(Pki.TRUSTED.issue(over, "localhost")), reason, "expired");
    assertUntrusted(ask(Pki.selfSigned(over, "x.example"), "selfsigned", true), reason, "expired");
  }

  @Test
  void failsOnNotYetValidCertificateEvenWithSelfsigned() throws IOException {
    Validity later = Validity.days(-2, 90);
    String reason = "certificate is not valid before " + ValueTexts.day(later.from());
    assertUntrusted(ask(Pki.TRUSTED.issue(later, "localhost")), reason, "89 days");
    assertUntrusted(ask(Pki.selfSigned(later, "x.example"), "selfsigned", true), reason, "89 days");
  }

  private static void assertDistrusted(Identity identity, String reason) throws IOException {
    assertUntrusted(ask(identity), reason, "59 days");
    Ran trusting = ask(identity, "selfsigned", true);
    assertThat(trusting.passed()).isTrue();
    assertThat(trusting.result().level()).contains("59 days");
    assertThat(trusting.result().details()).doesNotContainKey("distrust");
  }

  @Test
  void failsOnACertificateForAnotherHost() throws IOException {
    assertDistrusted(
        Pki.TRUSTED.issue(GOOD, "a.example"), "certificate is not for localhost but for a.example");
  }

  @Test
  void failsOnAnUnknownIssuer() throws IOException {
    assertDistrusted(
        Pki.UNKNOWN.issue(GOOD, "localhost"),
        "certificate has an unknown issuer, CN=Unknown Test CA, or .*");
  }

  @Test
  void failsOnASelfSignedCertificate() throws IOException {
    assertDistrusted(Pki.selfSigned(GOOD, "localhost"), "certificate is self-signed");
  }

  @Test
  void failsOnAChainWithoutItsIntermediate() throws IOException {
    assertDistrusted(
        LOCALHOST.withoutIntermediate(),
        "certificate has an unknown issuer, CN=Trusted Test CA Intermediate, or the server doesn't"
            + " send the intermediate certificates");
  }

  @Test
  void failsWhenCertificateExpiresSoonEvenWithSelfsigned() throws IOException {
    Validity soon = Validity.days(87, 3);
    Identity identity = Pki.TRUSTED.issue(soon, "localhost");
    for (boolean any : new boolean[] {false, true}) {
      Ran ran = ask(identity, "selfsigned", any);
      assertThat(ran.reason())
          .isEqualTo("certificate expires in 2 days, on " + ValueTexts.day(soon.to()));
      assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
      assertThat(ran.result().level()).contains("2 days");
      assertThat(ran.result().details()).containsEntry("daysLeft", "2").containsKey("issuer");
    }
    assertThat(ask(identity, "days", 2).passed()).isTrue();
  }

  @Test
  void makesAFullHandshakeEachTime() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, TestServer.answer("hello"))) {
      ask(server, "probe", "\r\n\r\n");
      ask(server, "probe", "\r\n\r\n");
      assertThat(server.sessions()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void sendsTheProbeAndReadsAnAnswer() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, TestServer.answer("hello\r\n"))) {
      Ran ran = ask(server, "probe", "HEAD / HTTP/1.0\r\n\r\n");
      assertThat(ran.passed()).isTrue();
      assertThat(ran.log()).contains("answered hello");
      assertThat(server.requests()).containsExactly("HEAD / HTTP/1.0\r\n\r\n");
      assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "first", "total");
    }
  }

  @Test
  void logsOnlyBeginningOfLongAnswer() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, TestServer.answer("a".repeat(1 << 20)))) {
      Ran ran = ask(server, "probe", "\r\n\r\n");
      assertThat(ran.passed()).isTrue();
      assertThat(ran.log()).contains("answered " + "a".repeat(200) + "...");
    }
  }

  @Test
  void sendsNoProbeToUntrustedServer() throws IOException {
    try (TestServer server =
        TestServer.tls(Pki.selfSigned(GOOD, "localhost"), TestServer.answer("hello"))) {
      assertThat(ask(server, "probe", "\r\n\r\n").reason()).isEqualTo("certificate is self-signed");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void passesWhenServerClosesAfterProbe() throws IOException {
    Ran ran = ask(LOCALHOST, "probe", "x");
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log()).contains("closed without an answer");
  }

  @Test
  void failsWhenServerResetsConnectionAfterProbe() throws IOException {
    try (TestServer server =
        TestServer.plain(
            talk -> {
              TestServer.Conversation secure = talk.secure(LOCALHOST);
              secure.readSome();
              talk.reset();
            })) {
      Ran ran = ask(server, "probe", "x");
      assertThat(ran.reason()).startsWith("the server reset the connection, while waiting for ");
      assertThat(ran.result().trustFailure()).isEmpty();
    }
  }

  @Test
  void failsWhenNothingListens() throws IOException {
    TestServer gone = TestServer.plain(talk -> {});
    gone.close();
    assertThat(ask(gone, "hostname", "127.0.0.1").reason())
        .isEqualTo("connection refused by 127.0.0.1 port " + gone.port());
  }

  private static void assertFailsInTime(Ran ran, String reason) {
    assertThat(ran.reason()).startsWith("no answer within 1 s, while " + reason);
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    ", negotiating TLS with",
    "smtp, waiting for the greeting from localhost port",
    "ldap, waiting for the answer to StartTLS from localhost port",
    "postgres, waiting for the answer to SSLRequest from localhost port",
  })
  void timesOutWhenServerIsSilent(String starttls, String reason) throws IOException {
    try (TestServer server = TestServer.plain(talk -> talk.pause(60_000))) {
      assertFailsInTime(ask(server, "timeout", 1, "starttls", starttls), reason);
    }
  }

  @Test
  void timesOutWhenProbeIsNotAnswered() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, talk -> talk.pause(60_000))) {
      assertFailsInTime(ask(server, "timeout", 1, "probe", "x"), "waiting for the answer from");
    }
  }

  @Test
  void timesOutWhenServerTrickles() throws IOException {
    TestServer.Handler trickle =
        talk -> {
          talk.send("220-");
          while (talk.pause(50)) {
            talk.send("x");
          }
        };
    try (TestServer server = TestServer.plain(trickle)) {
      assertFailsInTime(
          ask(server, "timeout", 1, "starttls", "smtp"), "waiting for the greeting from ");
    }
  }
}
