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
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;

class TcpCheckTypeTest extends CheckTypeContract {

  private static final Identity LOCALHOST = Pki.TRUSTED.issue(Validity.days(30, 60), "localhost");

  @Override
  CheckType type() {
    return new TcpCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "example.org", "port", 6379);
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("port", "");
    all.put("timeout", "5");
    all.put("tls", "false");
    all.put("selfsigned", "false");
    all.put("days", "7");
    all.put("probe", "");
    all.put("matches", "");
    return all;
  }

  private static Ran ask(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.put("hostname", "localhost");
    all.put("port", server.port());
    return Ran.check(new TcpCheckType(Pki.TRUSTED::judge), all);
  }

  private static Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      return ask(server, options);
    }
  }

  private static TestServer.Handler say(String text) {
    return talk -> talk.send(text);
  }

  @Test
  void passesWhenItCanConnect() throws IOException {
    Ran ran = ask(talk -> talk.pause(60_000));
    assertThat(ran.passed()).isTrue();
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "total");
  }

  @Test
  void failsWhenNothingListens() throws IOException {
    TestServer gone = TestServer.plain(talk -> {});
    gone.close();
    assertThat(ask(gone).reason()).startsWith("connection refused by ");
  }

  @Test
  void matchesServerGreeting() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.send("220 mail.exa");
              talk.send("mple ready\r\nand more");
              talk.pause(60_000);
            },
            "matches",
            "^220 .*ready");
    assertThat(ran.passed()).isTrue();
    assertThat(ran.reason()).isEqualTo("found 220 mail.example ready");
    assertThat(ran.log()).anyMatch(line -> line.startsWith("received 220 mail.example ready"));
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "total");
  }

  @Test
  void matchesAnswerToProbe() throws IOException {
    TestServer.Handler echo = talk -> talk.send("+P\u00d6NG to " + talk.line() + "\r\n");
    assertThat(ask(echo, "probe", "PING\r\n", "matches", "P\u00d6NG to PING").passed()).isTrue();
  }

  @Test
  void doesNotWaitForAnswerWithoutMatches() throws IOException {
    assertThat(ask(talk -> talk.pause(60_000), "probe", "PING\r\n").passed()).isTrue();
  }

  @Test
  void joinsLinesOfAnswerIntoOne() throws IOException {
    Ran ran = ask(say("220-one\r\n220-\r\n220 two\u0007\r\n\r\n"), "matches", "(?s)one.*\n");
    assertThat(ran.reason()).isEqualTo("found one 220- 220 two?");
    assertThat(ran.log()).contains("received 220-one 220- 220 two?");
  }

  @Test
  void failsWhenAnswerDoesNotMatch() throws IOException {
    Ran ran = ask(say("421 too busy\r\n"), "matches", "^220 ");
    assertThat(ran.reason()).isEqualTo("the answer does not match ^220 ");
    assertThat(ran.result().trustFailure()).isEmpty();
    assertThat(ran.log()).contains("received 421 too busy");
    assertThat(ask(talk -> {}, "matches", "^220 ").reason())
        .isEqualTo("the server closed the connection without an answer");
  }

  @Test
  void searchesOnlyFirst64KiB() throws IOException {
    String beginning = "a".repeat((1 << 16) - 1);
    assertThat(ask(say(beginning + "b" + "a".repeat(1 << 20)), "matches", "b").passed()).isTrue();
    assertThat(ask(say(beginning + "ab" + "a".repeat(1 << 20)), "matches", "b").reason())
        .isEqualTo("the answer does not match b in the first 64 KiB");
  }

  @Test
  void speaksTls() throws IOException {
    try (TestServer server = TestServer.tls(LOCALHOST, say("* OK ready\r\n"))) {
      Ran ran = ask(server, "tls", true, "matches", "^\\* OK");
      assertThat(ran.reason()).isEqualTo("found * OK");
      assertThat(ran.passed()).isTrue();
      assertThat(ran.result().details()).containsEntry("daysLeft", "59");
      assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "tls", "first", "total");
    }
  }

  @Test
  void sendsNothingToUntrustedServer() throws IOException {
    Identity own = Pki.selfSigned(Validity.days(30, 60), "localhost");
    try (TestServer server = TestServer.tls(own, TestServer.answer("pong"))) {
      Ran ran = ask(server, "tls", true, "probe", "ping\r\n\r\n", "matches", "pong");
      assertThat(ran.reason()).isEqualTo("certificate is self-signed");
      assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
      assertThat(ran.result().details()).containsEntry("subject", "CN=localhost");
      assertThat(server.requests()).isEmpty();
      assertThat(
              ask(
                      server,
                      "tls",
                      true,
                      "selfsigned",
                      true,
                      "probe",
                      "ping\r\n\r\n",
                      "matches",
                      "pong")
                  .passed())
          .isTrue();
    }
  }

  @Test
  void failsWhenTheCertificateExpiresSoon() throws IOException {
    Identity soon = Pki.TRUSTED.issue(Validity.days(87, 3), "localhost");
    try (TestServer server = TestServer.tls(soon, say("hello"))) {
      Ran ran = ask(server, "tls", true, "matches", "hello");
      assertThat(ran.reason()).startsWith("certificate expires in 2 days");
      assertThat(ran.result().trustFailure()).contains(CheckResult.CERTIFICATE);
      assertThat(ask(server, "tls", true, "matches", "bye").reason())
          .isEqualTo("the answer does not match bye");
    }
  }

  private static void assertFailsInTime(Ran ran) {
    assertThat(ran.reason())
        .matches("no answer within 1 s, while waiting for localhost .* to send a match for b");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenServerIsSilent() throws IOException {
    assertFailsInTime(ask(talk -> talk.pause(60_000), "timeout", 1, "matches", "b"));
  }

  @Test
  void timesOutWhenServerTricklesAndLogsWhatArrived() throws IOException {
    TestServer.Handler trickle =
        talk -> {
          while (talk.pause(50)) {
            talk.send("a");
          }
        };
    Ran ran = ask(trickle, "timeout", 1, "matches", "b");
    assertFailsInTime(ran);
    assertThat(ran.log()).anyMatch(line -> line.matches("received a+"));
  }

  @Test
  void rejectsInvalidRegularExpression() {
    Map<String, Object> options = Ran.map("hostname", "localhost", "port", 1, "matches", "(");
    assertThat(Options.of(type().options(), options).problems(""))
        .singleElement()
        .asString()
        .contains("expected a regular expression in RE2 syntax");
  }
}
