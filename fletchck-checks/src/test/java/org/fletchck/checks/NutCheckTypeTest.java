package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.fletchck.spi.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NutCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new NutCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of();
  }

  @Override
  void masksSecrets() {
    Map<String, Object> raw = Map.of("username", "joe", "password", "hidden");
    assertThat(Options.of(type().options(), raw).masked().values()).doesNotContain("hidden");
    assertThat(type().create(Options.of(type().options(), raw)).toString())
        .doesNotContain("hidden");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "localhost");
    all.put("port", "3493");
    all.put("upsName", "ups");
    all.put("timeout", "5");
    all.put("username", "");
    all.put("password", "");
    return all;
  }

  private Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      Map<String, Object> all = Ran.map(options);
      all.put("hostname", "127.0.0.1");
      all.put("port", server.port());
      return Ran.check(type(), all);
    }
  }

  private static TestServer.Handler saying(String... lines) {
    return talk -> {
      talk.readSome();
      talk.send(String.join("\n", lines) + "\n");
    };
  }

  private static TestServer.Handler status(String status) {
    return saying(
        "BEGIN LIST VAR ups",
        "VAR ups battery.charge \"87\"",
        "VAR ups device.model \"a \\\"b\\\\\"",
        "VAR ups ups.status \"" + status + '"',
        "END LIST VAR ups");
  }

  @ParameterizedTest
  @CsvSource({
    "OL, true, OL",
    "OL CHRG, true, OL CHRG",
    "OB DISCHRG, false, UPS ups is on battery",
    "OL RB, false, UPS ups needs a new battery",
    "OB LB RB, false, 'UPS ups is on battery, has a low battery and needs a new battery'",
    "'', false, the server reports no status for UPS ups",
  })
  void derivesVerdictFromStatus(String status, boolean passes, String reason) throws IOException {
    Ran ran = ask(status(status));
    assertThat(ran.passed()).isEqualTo(passes);
    assertThat(ran.reason()).isEqualTo(reason);
    assertThat(ran.result().level()).contains("87%");
    assertThat(ran.result().details()).containsEntry("battery.charge", "87");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "total");
  }

  @Test
  void handlesEachStatusWordAsDocumented() throws IOException {
    String documents = Files.readString(Path.of("../docs/checks.md"));
    for (NutWord word : NutWord.values()) {
      boolean fails = ask(status("OL " + word)).result().verdict() == Verdict.FAILED;
      assertThat(fails).as(word.name()).isEqualTo(!word.trouble().isEmpty());
      assertThat(documents)
          .containsPattern(
              "\n\\| `" + word + "` \\|[^|\n]+\\| " + (fails ? "fails" : "passes") + " \\|");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OL OFF, UPS ups is off",
    "LB OL, UPS ups has a low battery",
    "BYPASS OVER OL, UPS ups is overloaded and bypasses its battery",
    "OL FSD, UPS ups is being shut down",
    "WAIT, UPS ups hasn't reported its state yet",
    "NOCOMM, UPS ups doesn't answer its driver",
    "OB CAL DISCHRG, UPS ups is on battery",
    "ALARM OL, UPS ups has an alarm",
    "ob dischrg, UPS ups is on battery",
    "HAPPY, UPS ups reports an unknown status: HAPPY",
  })
  void failsOnStatusWordsIndicatingTrouble(String status, String reason) throws IOException {
    assertThat(ask(status(status)).reason()).isEqualTo(reason);
    assertThat(ask(status(status)).passed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OL CHRG CAL", "OL TRIM", "OL  ECO", "TEST OL", "ol boost", "OL HAPPY"})
  void passesOnHarmlessStatusWords(String status) throws IOException {
    Ran ran = ask(status(status));
    assertThat(ran.passed()).isTrue();
    assertThat(ran.reason()).isEqualTo(status);
  }

  @Test
  void reportsAlarmText() throws IOException {
    String alarm = "VAR ups ups.alarm \"L\u00fcfter: fan 2 stopped!\"";
    for (String status : List.of("ALARM OL", "OL")) {
      Ran ran =
          ask(
              saying(
                  "BEGIN LIST VAR ups",
                  alarm,
                  "VAR ups ups.status \"" + status + '"',
                  "END LIST VAR ups"));
      assertThat(ran.reason()).isEqualTo("UPS ups has an alarm: L\u00fcfter: fan 2 stopped!");
      assertThat(ran.result().details()).containsEntry("ups.alarm", "L\u00fcfter: fan 2 stopped!");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ERR DATA-STALE, the data of UPS ups is stale: its driver has lost contact with the UPS",
    "ERR DRIVER-NOT-CONNECTED, the driver of UPS ups is not running",
    "ERR UNKNOWN-UPS, the server has no UPS named ups",
    "ERR ACCESS-DENIED, the server denies access to UPS ups",
    "ERR SOMETHING else, the server answered SOMETHING else",
    "220 mail.example.org ESMTP,"
        + " this is not a Network UPS Tools server: it answered \"220 mail.example.org ESMTP\"",
    "BEGIN LIST VAR ups, 'the server closed the connection,"
        + " while waiting for the answer to LIST VAR from HOST'",
  })
  void distinguishesCausesOfFailure(String line, String reason) throws IOException {
    assertThat(ask(saying(line)).reason().replaceFirst("127.0.0.1 port \\d+", "HOST"))
        .isEqualTo(reason);
  }

  @Test
  void failsOnEndlessOrInvalidAnswer() throws IOException {
    String many = "VAR ups a \"b\"\n".repeat(10_000);
    assertThat(ask(saying("BEGIN LIST VAR ups", many)).reason())
        .isEqualTo("the server sends more than 64 KiB");
    assertThat(ask(saying("BEGIN LIST VAR ups", "nonsense")).reason())
        .isEqualTo("the server sent an invalid variable: nonsense");
  }

  @Test
  void sendsCredentialsWithoutLoggingPassword() throws IOException {
    List<String> heard = new CopyOnWriteArrayList<>();
    TestServer.Handler server =
        talk -> {
          String user = "USERNAME \"joe\"\n";
          String password = "PASSWORD \"s3 \\\"cret\"\n";
          heard.add(new String(talk.read(user.length()), StandardCharsets.UTF_8));
          talk.send("OK\n");
          heard.add(new String(talk.read(password.length()), StandardCharsets.UTF_8));
          talk.send("ERR ACCESS-DENIED\n");
        };
    Ran ran = ask(server, "username", "joe", "password", "s3 \"cret");
    assertThat(ran.reason()).isEqualTo("the server refused the password: ERR ACCESS-DENIED");
    assertThat(heard).containsExactly("USERNAME \"joe\"\n", "PASSWORD \"s3 \\\"cret\"\n");
    assertThat(String.join("\n", ran.log())).doesNotContain("cret");
  }

  @Test
  void timesOutOnSilentAndTricklingServers() throws IOException {
    TestServer.Handler trickle =
        talk -> {
          talk.readSome();
          while (talk.pause(50)) {
            talk.send("B");
          }
        };
    for (TestServer.Handler handler : List.of(trickle, talk -> talk.pause(60_000))) {
      Ran ran = ask(handler, "timeout", 1);
      assertThat(ran.reason())
          .matches("no answer within 1 s, while waiting for the answer to LIST VAR from .*");
      ran.assertEndedAt(Duration.ofSeconds(1));
    }
  }

  @Test
  void rejectsInvalidUpsNameAndIncompleteCredentials() {
    for (String wrong : List.of("", "a b", "ups@host", "a\nb")) {
      assertThat(Options.of(type().options(), Map.of("upsName", wrong)).problems("")).hasSize(1);
    }
    assertThatThrownBy(() -> type().create(Options.of(type().options(), Map.of("username", "joe"))))
        .hasMessage("set both username and password, or neither");
  }
}
