package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real monitoring plugins. */
class ExecIT {

  private static Ran plugin(Map<String, Object> options, String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Daemon.program(name, "monitoring-plugins-basic"));
    command.addAll(List.of(arguments));
    Map<String, Object> all = Ran.map("command", command);
    all.putAll(options);
    return Ran.check(new ExecCheckType(), all);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, OK: so",
    "1, true, WARNING: so",
    "2, false, CRITICAL: so",
    "3, false, UNKNOWN: so",
  })
  void interpretsExitStatusOfCheckDummy(String status, boolean passes, String reason) {
    Ran ran = plugin(Map.of(), "check_dummy", status, "so");
    assertThat(ran.passed()).isEqualTo(passes);
    assertThat(ran.reason()).isEqualTo(reason);
  }

  @Test
  void readsCheckLoad() {
    Ran ran =
        plugin(Map.of("level", "load1"), "check_load", "-w", "900,900,900", "-c", "999,999,999");
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.result().details()).containsOnlyKeys("load1", "load5", "load15");
    assertThat(ran.result().level().orElseThrow()).matches("[0-9.]+");
    assertThat(plugin(Map.of(), "check_load", "-w", "0,0,0", "-c", "0,0,0").reason())
        .contains("load average");
  }

  @Test
  void readsCheckDisk() {
    Ran ran = plugin(Map.of("level", "/"), "check_disk", "-w", "0%", "-c", "0%", "-p", "/");
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.result().level().orElseThrow()).matches("\\d+(MB|MiB)|[0-9.]+ [kMGT]?B");
    assertThat(plugin(Map.of(), "check_disk", "-w", "100%", "-c", "100%", "-p", "/").passed())
        .isFalse();
  }

  @Test
  void readsCheckHttp() throws Exception {
    try (TestServer server =
        TestServer.plain(TestServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
      String port = Integer.toString(server.port());
      Ran ran = plugin(Map.of("level", "time"), "check_http", "-I", "127.0.0.1", "-p", port);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
      assertThat(ran.reason()).startsWith("HTTP OK");
      assertThat(ran.result().level().orElseThrow()).matches("[0-9.]+s");
    }
    String closed = Integer.toString(Daemon.freePort());
    Ran ran = plugin(Map.of(), "check_http", "-I", "127.0.0.1", "-p", closed);
    assertThat(ran.passed()).isFalse();
    assertThat(ran.reason()).containsIgnoringCase("refused");
  }
}
