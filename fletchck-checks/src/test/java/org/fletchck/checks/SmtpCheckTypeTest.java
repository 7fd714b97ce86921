package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;

class SmtpCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new SmtpCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "mail.example");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("hostname", "");
    defaults.put("port", "25");
    defaults.put("timeout", "10");
    defaults.put("tls", "true");
    defaults.put("selfsigned", "false");
    defaults.put("days", "7");
    return defaults;
  }

  private static Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      Map<String, Object> all = Ran.map(options);
      all.putIfAbsent("hostname", "localhost");
      all.put("port", server.port());
      return Ran.check(new SmtpCheckType(Pki.TRUSTED::judge), all);
    }
  }

  @Test
  void passesAfterStartTls() throws IOException {
    MailScript script = MailScript.smtp();
    Ran ran = ask(script);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(script.commands())
        .containsExactly("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]", "NOOP", "QUIT");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "tls", "total");
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
    assertThat(ran.log())
        .contains("greeted with 220 mail.example ESMTP", "QUIT was answered by 221 bye");
  }

  @Test
  void passesWithoutTls() throws IOException {
    MailScript script = MailScript.smtp();
    Ran ran = ask(script, "tls", false);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().details()).isEmpty();
    assertThat(script.commands()).containsExactly("EHLO [127.0.0.1]", "NOOP", "QUIT");
  }

  @Test
  void passesWhenConnectionDropsAfterEhlo() throws IOException {
    Ran ran = ask(MailScript.smtp().answer("NOOP", MailScript.DROP));
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log())
        .anyMatch(line -> line.matches("passed, although the server closed .*while .*NOOP.*"));
    assertThat(ask(MailScript.smtp().answer("QUIT", MailScript.DROP)).passed()).isTrue();
    assertThat(ask(MailScript.smtp().answer("NOOP", "421 late\r\n")).passed()).isTrue();
    assertThat(ask(MailScript.smtp().answer("NOOP", "what\r\n".repeat(9000))).passed()).isTrue();
  }

  @Test
  void failsWhenServerDropsConnectionAfterGreeting() throws IOException {
    Ran ran = ask(MailScript.smtp().answer("EHLO", MailScript.DROP));
    assertThat(ran.reason())
        .matches(
            "the server closed the connection, while waiting for the answer to EHLO from"
                + " localhost port \\d+");
  }

  @Test
  void failsWhenServerDropsConnectionAfterTls() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.send("220 hello\r\n");
              talk.line();
              talk.send("250-hello\r\n250 STARTTLS\r\n");
              talk.line();
              talk.send("220 go\r\n");
              talk.secure(MailScript.TRUSTED).line();
            });
    assertThat(ran.reason())
        .startsWith("the server closed the connection, while waiting for the answer to EHLO from ");
  }

  @Test
  void failsWhenServerDropsConnectionImmediately() throws IOException {
    assertThat(ask(talk -> {}).reason())
        .startsWith("the server closed the connection, while waiting for the greeting from ");
  }

  @Test
  void failsWhenTheServerRefuses() throws IOException {
    assertThat(ask(MailScript.smtp("554 5.7.1 go away\r\n")).reason())
        .isEqualTo("the server refused connections: 554 5.7.1 go away");
    assertThat(ask(MailScript.smtp().answer("EHLO", "550-no\r\n550 never\r\n")).reason())
        .isEqualTo("the server refused EHLO: 550-no; 550 never");
  }

  @Test
  void failsWhenStartTlsFails() throws IOException {
    assertThat(ask(MailScript.smtp().answer("STARTTLS", "454 TLS not available\r\n")).reason())
        .isEqualTo("the server refused STARTTLS: 454 TLS not available");
    assertThat(ask(MailScript.smtp().answer("EHLO", "250 mail.example\r\n")).reason())
        .isEqualTo("the server doesn't offer STARTTLS");
    assertThat(
            ask(talk -> {
                  talk.send("220 hello\r\n");
                  talk.line();
                  talk.send("250-hello\r\n250 STARTTLS\r\n");
                  talk.line();
                  talk.send("220 go\r\n");
                  talk.readSome();
                  talk.send("what?\r\n");
                })
                .reason())
        .isEqualTo("the server doesn't speak TLS on this port");
  }

  @Test
  void failsOnPlainTextSentAfterStartTls() throws IOException {
    MailScript script = MailScript.smtp().answer("STARTTLS", "220 go\r\n250 mail.example\r\n");
    assertThat(ask(script).reason())
        .isEqualTo(
            "the server sent more in plain text where TLS should start: \"250 mail.example\"");
    assertThat(script.commands()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
  }

  @Test
  void fallsBackToHeloWhenEhloIsUnknown() throws IOException {
    for (String refusal : List.of("500 what?", "504 no", "550-not\r\n550 known")) {
      MailScript script =
          MailScript.smtp()
              .answer("EHLO", refusal + "\r\n")
              .answer("HELO", "250 old.example, pleased to meet you\r\n");
      Ran ran = ask(script, "tls", false);
      assertThat(ran.reason()).isEmpty();
      assertThat(ran.passed()).isTrue();
      assertThat(script.commands())
          .containsExactly("EHLO [127.0.0.1]", "HELO [127.0.0.1]", "NOOP", "QUIT");
    }
  }

  @Test
  void failsWithServerReplyWhenHeloFailsToo() throws IOException {
    MailScript script = MailScript.smtp().answer("EHLO", "502 what?\r\n");
    assertThat(ask(script.answer("HELO", "550 not you\r\n"), "tls", false).reason())
        .isEqualTo("the server refused EHLO and HELO: 550 not you");
    assertThat(ask(script.answer("HELO", MailScript.DROP), "tls", false).reason())
        .isEqualTo("the server refused EHLO: 502 what?");
  }

  @Test
  void doesNotFallBackToHeloOnTemporaryErrorOrWithTls() throws IOException {
    MailScript busy = MailScript.smtp().answer("EHLO", "450 later\r\n");
    assertThat(ask(busy, "tls", false).reason()).isEqualTo("the server refused EHLO: 450 later");
    MailScript old = MailScript.smtp().answer("EHLO", "500 what?\r\n");
    assertThat(ask(old).reason()).isEqualTo("the server refused EHLO: 500 what?");
    assertThat(busy.commands()).containsExactly("EHLO [127.0.0.1]");
    assertThat(old.commands()).containsExactly("EHLO [127.0.0.1]");
  }

  @Test
  void judgesReplyByItsLastLine() throws IOException {
    assertThat(
            ask(MailScript.smtp("220-a.example\r\n521-no mail\r\n521 see b.example\r\n")).reason())
        .isEqualTo("the server refused connections: 521-no mail; 521 see b.example");
    assertThat(ask(MailScript.smtp("220-hi\r\n421\r\n")).reason())
        .isEqualTo("the server refused connections: 421");
    assertThat(ask(MailScript.smtp("421-wait\r\n220 come in\r\n")).passed()).isTrue();
    assertThat(ask(MailScript.smtp().answer("EHLO", "250-mail\r\n554 no\r\n")).reason())
        .isEqualTo("the server refused EHLO: 554 no");
  }

  @Test
  void acceptsUnusualGreetings() throws IOException {
    for (String greeting :
        List.of(
            "220\r\n",
            "220-\r\n220 \r\n",
            "220\tmail\n",
            "220-mail\r\n\r\n 220 not the end\r\n2200 nor this\r\nnor this\r\n220 mail\r\n")) {
      Ran ran = ask(MailScript.smtp(greeting), "tls", false);
      assertThat(ran.reason()).as(greeting).isEmpty();
      assertThat(ran.passed()).as(greeting).isTrue();
    }
  }

  @Test
  void waitsForTheRestOfAGreeting() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.send("220-mail.example\r\n22");
              if (talk.pause(200)) {
                talk.send("0 mail.example\r\n");
                talk.line();
                talk.send("250 mail.example\r\n");
                talk.line();
              }
            },
            "tls",
            false);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(ran.log()).contains("greeted with 220-mail.example; 220 mail.example");
  }

  @Test
  void decodesRepliesInUtf8AndLatin1() throws IOException {
    assertThat(ask(talk -> talk.send("554 F\u00fc\u00dfe weg\r\n")).reason())
        .endsWith(": 554 F\u00fc\u00dfe weg");
    byte[] latin1 = "554 F\u00fc\u00dfe weg\r\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ask(talk -> talk.send(latin1)).reason()).endsWith(": 554 F\u00fc\u00dfe weg");
  }

  @Test
  void failsOnEndlessGreeting() throws IOException {
    assertThat(ask(talk -> talk.send("220 " + "x".repeat(1 << 20))).reason())
        .isEqualTo("the server sends more than 64 KiB");
    assertThat(ask(talk -> talk.send("220-x\r\n".repeat(150_000))).reason())
        .isEqualTo("the server sends more than 64 KiB");
  }

  @Test
  void failsWhenServerSpeaksOtherProtocol() throws IOException {
    assertThat(ask(MailScript.imap()).reason())
        .isEqualTo("the server doesn't speak SMTP: it sent \"* OK mail.example ready\"");
  }

  @Test
  void failsOnAnUntrustedCertificate() throws IOException {
    MailScript script =
        MailScript.smtp().identity(Pki.selfSigned(Validity.days(1, 90), "localhost"));
    Ran ran = ask(script);
    assertThat(ran.reason()).isEqualTo("certificate is self-signed");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().details()).containsKeys("distrust", "daysLeft");
    assertThat(ran.phases()).containsKeys("tls", "total");
    assertThat(script.commands()).containsExactly("EHLO [127.0.0.1]", "STARTTLS");
    assertThat(ask(script, "selfsigned", true).passed()).isTrue();
  }

  @Test
  void failsOnACertificateThatExpiresSoon() throws IOException {
    MailScript script =
        MailScript.smtp().identity(Pki.TRUSTED.issue(Validity.days(87, 3), "localhost"));
    Ran ran = ask(script);
    assertThat(ran.reason()).startsWith("certificate expires in 2 days");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ask(script, "selfsigned", true).passed()).isTrue();
  }

  @Test
  void timesOutWhenServerIsSilent() throws IOException {
    Ran ran = ask(talk -> talk.pause(60_000), "timeout", 1);
    assertThat(ran.reason())
        .startsWith("no answer within 1 s, while waiting for the greeting from localhost port ");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenServerTrickles() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.send("220 ");
              while (talk.pause(50)) {
                talk.send("x");
              }
            },
            "timeout",
            1);
    assertThat(ran.reason()).startsWith("no answer within 1 s, while waiting for the greeting");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }
}
