package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.checks.Pki.Identity;
import org.fletchck.checks.Pki.Validity;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;

class ImapCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new ImapCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "mail.example");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("hostname", "");
    defaults.put("port", "993");
    defaults.put("timeout", "6");
    defaults.put("selfsigned", "false");
    defaults.put("days", "7");
    defaults.put("starttls", "false");
    return defaults;
  }

  private static Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    return ask(MailScript.TRUSTED, handler, options);
  }

  private static Ran ask(Identity identity, TestServer.Handler handler, Object... options)
      throws IOException {
    try (TestServer server = TestServer.tls(identity, handler)) {
      return ask(server, Ran.map(options));
    }
  }

  private static Ran askPlain(TestServer.Handler handler) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      return ask(server, Ran.map("starttls", true));
    }
  }

  private static Ran ask(TestServer server, Map<String, Object> options) {
    options.put("hostname", "localhost");
    options.put("port", server.port());
    return Ran.check(new ImapCheckType(Pki.TRUSTED::judge), options);
  }

  @Test
  void passesOverTls() throws IOException {
    MailScript script = MailScript.imap();
    Ran ran = ask(script, "tls", false); // a flag that is ignored
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(script.commands()).containsExactly("NOOP", "LOGOUT");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "first", "total");
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
    assertThat(ran.log()).contains("greeted with * OK mail.example ready");
  }

  @Test
  void passesAfterStartTls() throws IOException {
    MailScript script = MailScript.imap();
    Ran ran = askPlain(script);
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.passed()).isTrue();
    assertThat(script.commands()).containsExactly("CAPABILITY", "STARTTLS", "NOOP", "LOGOUT");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "tls", "total");
    assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
  }

  @Test
  void passesOnPreauthGreeting() throws IOException {
    assertThat(ask(MailScript.imap("* PREAUTH hello joe\r\n")).passed()).isTrue();
  }

  @Test
  void treatsBracesInGreetingAsText() throws IOException {
    for (String end : List.of("on {node 7}", "{}", "{12}", "{2147483647}", "{5+}")) {
      Ran ran = ask(MailScript.imap("* OK ready " + end + "\r\n"));
      assertThat(ran.reason()).as(end).isEmpty();
      assertThat(ran.passed()).as(end).isTrue();
    }
  }

  @Test
  void acceptsLinesWithoutCarriageReturn() throws IOException {
    MailScript script = MailScript.imap("* OK ready\n").answer("NOOP", "* 4 EXISTS\n$ OK\n");
    assertThat(ask(script).passed()).isTrue();
  }

  @Test
  void reportsPreauthBeforeStartTls() throws IOException {
    MailScript script = MailScript.imap("* PREAUTH hello joe\r\n");
    assertThat(askPlain(script).reason())
        .isEqualTo(
            "the server logged in without TLS, so TLS can no longer be started:"
                + " * PREAUTH hello joe");
    assertThat(script.commands()).isEmpty();
  }

  @Test
  void failsOnPlainTextSentAfterStartTls() throws IOException {
    MailScript script = MailScript.imap().answer("STARTTLS", "$ OK go\r\nA3 OK NOOP\r\n");
    assertThat(askPlain(script).reason())
        .isEqualTo("the server sent more in plain text where TLS should start: \"A3 OK NOOP\"");
  }

  @Test
  void passesWhenConnectionDropsAfterNoop() throws IOException {
    Ran ran = ask(MailScript.imap().answer("LOGOUT", MailScript.DROP));
    assertThat(ran.passed()).isTrue();
  }

  @Test
  void failsWhenTheServerRefuses() throws IOException {
    assertThat(ask(MailScript.imap("* BYE too busy\r\n")).reason())
        .isEqualTo("the server refused connections: * BYE too busy");
    assertThat(ask(MailScript.imap().answer("NOOP", "$ NO not now\r\n")).reason())
        .matches("the server refused NOOP: \\w+ NO not now");
    assertThat(ask(MailScript.imap().answer("NOOP", "* BYE shutting down\r\n")).reason())
        .isEqualTo("the server refused NOOP: * BYE shutting down");
  }

  @Test
  void failsWhenServerDropsConnection() throws IOException {
    assertThat(ask(talk -> {}).reason())
        .startsWith("the server closed the connection, while waiting for the greeting from ");
    assertThat(ask(MailScript.imap().answer("NOOP", MailScript.DROP)).reason())
        .startsWith("the server closed the connection, while waiting for the answer to NOOP from ");
  }

  @Test
  void failsWhenStartTlsFails() throws IOException {
    assertThat(askPlain(MailScript.imap().answer("STARTTLS", "$ NO broken\r\n")).reason())
        .matches("the server refused STARTTLS: \\w+ NO broken");
    assertThat(
            askPlain(
                    MailScript.imap()
                        .answer("CAPABILITY", "* CAPABILITY IMAP4rev1\r\n$ OK done\r\n"))
                .reason())
        .isEqualTo("the server doesn't offer STARTTLS");
  }

  @Test
  void failsWhenServerSendsTooMuch() throws IOException {
    assertThat(ask(talk -> talk.send("* OK " + "x".repeat(1 << 20))).reason())
        .isEqualTo("the server sends more than 64 KiB");
    assertThat(ask(MailScript.imap().answer("NOOP", "* 1 EXISTS\r\n".repeat(100_000))).reason())
        .isEqualTo("the server sends more than 64 KiB");
  }

  @Test
  void failsWhenServerSpeaksOtherProtocol() throws IOException {
    assertThat(ask(MailScript.smtp()).reason())
        .isEqualTo("the server doesn't speak IMAP: it sent \"220 mail.example ESMTP\"");
    assertThat(ask(talk -> talk.send("\r\n\r\n")).reason())
        .startsWith("the server doesn't speak IMAP");
    assertThat(ask(talk -> talk.send("SSH-2.0-x\r\n")).reason())
        .startsWith("the server doesn't speak IMAP");
  }

  @Test
  void failsOnAnUntrustedCertificate() throws IOException {
    Identity other = Pki.TRUSTED.issue(Validity.days(1, 90), "other.example");
    MailScript script = MailScript.imap().identity(other);
    Ran ran = ask(other, script);
    assertThat(ran.reason()).isEqualTo("certificate is not for localhost but for other.example");
    assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
    assertThat(ran.result().details()).containsKeys("distrust", "daysLeft");
    assertThat(script.commands()).isEmpty();
    assertThat(ask(other, script, "selfsigned", true).passed()).isTrue();
    assertThat(askPlain(script).result().trustFailure()).contains(CheckResult.CERTIFICATE);
  }

  @Test
  void timesOutWhenServerIsSilent() throws IOException {
    Ran ran = ask(talk -> talk.pause(60_000), "timeout", 1);
    assertThat(ran.reason())
        .startsWith("no answer within 1 s, while waiting for the greeting from ");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenServerTrickles() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.send("* OK ");
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
