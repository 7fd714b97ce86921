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
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.Test;

class SubmitCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new SubmitCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "mail.example");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("hostname", "");
    defaults.put("port", "465");
    defaults.put("timeout", "10");
    defaults.put("selfsigned", "false");
    defaults.put("days", "7");
    return defaults;
  }

  private static Ran ask(Identity identity, TestServer.Handler handler, Object... options)
      throws IOException {
    try (TestServer server = TestServer.tls(identity, handler)) {
      Map<String, Object> all = Ran.map(options);
      all.putIfAbsent("hostname", "localhost");
      all.put("port", server.port());
      return Ran.check(new SubmitCheckType(Pki.TRUSTED::judge), all);
    }
  }

  @Test
  void passesOverTls() throws IOException {
    MailScript script = MailScript.smtp();
    Ran ran = ask(MailScript.TRUSTED, script, "tls", false); // a flag that is ignored
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(script.commands()).containsExactly("EHLO [127.0.0.1]", "NOOP", "QUIT");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "first", "total");
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
  }

  @Test
  void failsWhenTheServerRefuses() throws IOException {
    Ran ran = ask(MailScript.TRUSTED, MailScript.smtp("554 5.7.1 go away\r\n"));
    assertThat(ran.reason()).isEqualTo("the server refused connections: 554 5.7.1 go away");
    assertThat(ran.result().trustFailure()).isEmpty();
    assertThat(ran.result().verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void failsWhenEhloIsRefused() throws IOException {
    MailScript script =
        MailScript.smtp().answer("EHLO", "502 what?\r\n").answer("HELO", "250 mail.example\r\n");
    assertThat(ask(MailScript.TRUSTED, script).reason())
        .isEqualTo("the server refused EHLO: 502 what?");
  }

  @Test
  void failsWhenServerDropsConnection() throws IOException {
    assertThat(ask(MailScript.TRUSTED, talk -> {}).reason())
        .startsWith("the server closed the connection, while waiting for the greeting from ");
  }

  @Test
  void failsOnServerWithoutTls() throws IOException {
    try (TestServer server = TestServer.plain(MailScript.smtp())) {
      Ran ran = Ran.check(new SubmitCheckType(), "hostname", "localhost", "port", server.port());
      assertThat(ran.reason()).isEqualTo("the server doesn't speak TLS on this port");
    }
  }

  @Test
  void failsOnAnUntrustedCertificate() throws IOException {
    Identity unknown = Pki.UNKNOWN.issue(Validity.days(1, 90), "localhost");
    MailScript script = MailScript.smtp();
    Ran ran = ask(unknown, script);
    assertThat(ran.reason()).startsWith("certificate has an unknown issuer, ");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().details()).containsKeys("distrust", "daysLeft");
    assertThat(script.commands()).isEmpty();
    assertThat(ask(unknown, script, "selfsigned", true).passed()).isTrue();
  }

  @Test
  void failsOnACertificateThatExpiresSoon() throws IOException {
    Identity soon = Pki.TRUSTED.issue(Validity.days(87, 3), "localhost");
    Ran ran = ask(soon, MailScript.smtp());
    assertThat(ran.reason()).startsWith("certificate expires in 2 days");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
  }

  @Test
  void timesOutWhenServerIsSilent() throws IOException {
    Ran ran = ask(MailScript.TRUSTED, talk -> talk.pause(60_000), "timeout", 1);
    assertThat(ran.reason())
        .startsWith("no answer within 1 s, while waiting for the greeting from ");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenServerTrickles() throws IOException {
    Ran ran =
        ask(
            MailScript.TRUSTED,
            talk -> {
              talk.send("220 ");
              while (talk.pause(50)) {
                talk.send("x");
              }
            },
            "timeout",
            1);
    assertThat(ran.reason())
        .startsWith("no answer within 1 s, while waiting for the greeting from ");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }
}
