package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingCheckTypeTest extends CheckTypeContract {

  @TempDir private Path folder;

  @Override
  CheckType type() {
    return new PingCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "example.org");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("timeout", "5");
    all.put("count", "3");
    all.put("loss", "50");
    return all;
  }

  /** Runs a check with a program that behaves as ping would of a network that isn't here. */
  private Ran with(String script, Object... more) throws IOException {
    Path program = Files.writeString(folder.resolve("ping"), "#!/bin/sh\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Map<String, Object> options = Ran.map(more);
    options.putIfAbsent("hostname", "127.0.0.1");
    return Ran.check(new PingCheckType(program.toString()), options);
  }

  private Ran saying(String output, Object... more) throws IOException {
    return with("cat << 'END'\n" + output + "END\n", more);
  }

  @Test
  void reportsLossAndMedian() throws IOException {
    Ran ran =
        saying(
            """
            PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
            64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=12.4 ms
            64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=999 ms (DUP!)
            64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=3.41 ms
            64 bytes from 127.0.0.1: icmp_seq=4 ttl=64 time=1002 ms

            --- 127.0.0.1 ping statistics ---
            4 packets transmitted, 3 received, +1 duplicates, 25% packet loss, time 3004ms
            rtt min/avg/max/mdev = 3.410/339.270/1002.000/1 ms
            """,
            "count", 4);
    assertThat(ran.passed()).isTrue();
    assertThat(ran.result().level()).contains("12 ms");
    assertThat(ran.result().details())
        .containsExactly(
            Map.entry("sent", "4"),
            Map.entry("received", "3"),
            Map.entry("loss", "25.0%"),
            Map.entry("min", "3.41 ms"),
            Map.entry("median", "12 ms"),
            Map.entry("max", "1002 ms"));
    assertThat(ran.log()).containsExactly("127.0.0.1: 4 sent, 3 received: 12 ms, 3.41 ms, 1002 ms");
    assertThat(ran.phases()).containsOnlyKeys("resolve", "first", "total");
  }

  @Test
  void failsAboveAllowedLoss() throws IOException {
    String output =
        """
        64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.41 ms
        64 bytes from 127.0.0.1: icmp_seq=3 ttl=64 time=0.42 ms
        4 packets transmitted, 2 received, 50% packet loss, time 3004ms
        """;
    assertThat(saying(output).passed()).isTrue();
    Ran ran = saying(output, "loss", 49.5);
    assertThat(ran.reason()).isEqualTo("50.0% lost, more than 49.5%");
    assertThat(ran.result().level()).contains("0.42 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "'', no answer from 127.0.0.1",
    "From 10.0.0.1 icmp_seq=1 Destination Host Unreachable,"
        + " no answer from 127.0.0.1: Destination Host Unreachable",
  })
  void failsWhenNothingIsAnswered(String line, String reason) throws IOException {
    String output = line + "\n3 packets transmitted, 0 received, 100% packet loss, time 2ms\n";
    assertThat(saying(output, "loss", 100).reason()).isEqualTo(reason);
  }

  @Test
  void reportsWhyNothingWasSent() throws IOException {
    assertThat(
            with("echo 'ping: socktype: SOCK_RAW: Operation not permitted' >&2; exit 2").reason())
        .isEqualTo("ping: socktype: SOCK_RAW: Operation not permitted");
    assertThat(with("exit 2").reason()).isEqualTo("ping sent nothing");
    assertThat(saying("nonsense\n0 packets transmitted, 0 received\n").reason())
        .isEqualTo("ping sent nothing");
    Ran ran = Ran.check(new PingCheckType("no-such-ping"), "hostname", "127.0.0.1");
    assertThat(ran.reason()).isEqualTo("no-such-ping can't be started: it does not exist");
  }

  @Test
  void reportsUnknownHost() {
    assertThat(Ran.check(type(), "hostname", "no-such-host.invalid").reason())
        .isEqualTo("unknown host no-such-host.invalid");
  }

  @ParameterizedTest
  @CsvSource({"sleep 600", "while :; do echo x; sleep 0.05; done"}) // silence, trickle
  void timesOutWhenPingDoesNotEnd(String script) throws IOException {
    Ran ran = with(script, "timeout", 1);
    assertThat(ran.reason()).endsWith("ping did not finish within 1 s");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, 1, 2, 2000",
    "1, 5, 1, 4, 4000",
    "4, 4.2, 1, 1, 1000",
    "5, 5, 0.6, 2, 2000",
    "1, 0.4, 0.2, 0.2, 200",
    "3, 1, 0.2, 0.4, 400",
    "10, 2.2, 0.2, 0.2, 200",
    "100, 60, 0.302, 29, 29000",
  })
  void pacesRequestsToFinishBeforeTimeout(
      int count, double timeout, String interval, String patience, String bsd) {
    Duration limit = Duration.ofMillis(Math.round(timeout * 1000));
    PingCheck.Pace pace = PingCheck.Pace.of(count, limit);
    assertThat(pace.options()).containsExactly("-n", "-c", Integer.toString(count), "-i", interval);
    assertThat(pace.patience(false)).containsExactly("-W", patience);
    assertThat(pace.patience(true)).containsExactly("-W", bsd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          72 bytes from 1.2.3.4: icmp_seq=1 ttl=54 (truncated)              | 1 | ''
          64 bytes from 1.2.3.4: seq=1 ttl=54 time=0,31 ms                  | 1 | 0.31 ms
          64 octets de 1.2.3.4 : icmp_seq=1 ttl=54 temps=0,314 ms           | 1 | 0.31 ms
          64 Bytes von ::1: icmp_seq=1 ttl=54 Zeit<1 ms                     | 1 | 1.00 ms
          16 bytes from fe80::1%en0, icmp_seq=0 hlim=64 time=0.31 ms        | 1 | 0.31 ms
          64 bytes from 1.2.3.4: icmp_seq=0 ttl=64 time=0.31 ms (DUP!)      | 0 | ''
          36 bytes from 10.0.0.1: Destination Host Unreachable              | 0 | Destination Host Unreachable
          92 bytes from gw (10.0.0.1): Time to live exceeded                | 0 | Time to live exceeded
          From 10.0.0.1: icmp_seq=1 Redirect Host(New nexthop: 10.0.0.2)    | 0 | Redirect Host(New nexthop: 10.0.0.2)
          Request timeout for icmp_seq 0                                    | 0 | ''
          """)
  void parsesOutputOfOtherPingPrograms(String line, int received, String said) throws IOException {
    for (String summary :
        List.of(
            "1 packets transmitted, 9 packets received, 0% packet loss",
            "1 Pakete \u00fcbertragen, 9 empfangen, 0% packet loss",
            "1 paquets transmis, 9 re\u00e7us")) {
      String output = line + "\n\n--- 1.2.3.4 ---\n" + summary + "\nround-trip 1/2/3 ms\n";
      PingOutput read = PingOutput.parse(output, "");
      assertThat(read.sent()).isEqualTo(1);
      assertThat(read.received()).isEqualTo(received);
      assertThat(read.toString()).endsWith(said.isEmpty() ? " received" : ": " + said);
      assertThat(read.addTo(CheckResult.pass()).details())
          .containsEntry("loss", received == 1 ? "0.0%" : "100.0%");
    }
  }

  @Test
  void passesWithoutLevelWhenAllAnswersAreTruncated() throws IOException {
    Ran ran =
        saying(
            """
            72 bytes from 127.0.0.1: icmp_seq=1 ttl=54 (truncated)
            72 bytes from 127.0.0.1: icmp_seq=2 ttl=54 (truncated)
            3 packets transmitted, 2 received, 33.3% packet loss, time 2003ms
            """);
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.result().level()).isEmpty();
    assertThat(ran.result().details())
        .containsEntry("received", "2")
        .containsEntry("loss", "33.3%");
  }

  @Test
  void fallsBackToPing6WhenPingSupportsOnlyIpv4() throws IOException {
    String script =
        """
        #!/bin/sh
        echo '64 bytes from ::1: icmp_seq=0 ttl=64 time=0.4 ms'
        echo '1 packets transmitted, 1 packets received'
        """;
    Path other = Files.writeString(folder.resolve("ping6"), script);
    assertThat(other.toFile().setExecutable(true)).isTrue();
    String fails = "echo 'ping: unknown host' >&2; exit 1";
    Ran ran = with(fails, "hostname", "::1", "count", 1);
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.log()).containsExactly("0:0:0:0:0:0:0:1: 1 sent, 1 received: 0.40 ms");
    assertThat(with(fails).reason()).isEqualTo("ping: unknown host");
    Files.delete(other);
    assertThat(with(fails, "hostname", "::1").reason()).isEqualTo("ping: unknown host");
  }

  @Test
  void rejectsMoreRequestsThanFitInTimeout() {
    Map<String, Object> raw = Map.of("hostname", "a", "count", 10, "timeout", 2.1);
    List<Option<?>> options = type().options();
    assertThatThrownBy(() -> type().create(Options.of(options, raw)))
        .hasMessage("10 requests can't be sent within a timeout of 2.1 s; allow at least 2.2 s");
  }
}
