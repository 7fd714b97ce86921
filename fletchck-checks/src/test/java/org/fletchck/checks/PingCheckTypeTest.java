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
    options.put("hostname", "127.0.0.1");
    return Ran.check(new PingCheckType(program.toString()), options);
  }

  private Ran saying(String output, Object... more) throws IOException {
    return with("cat << 'END'\n" + output + "END\n", more);
  }

  @Test
  void tellsLossAndMedian() throws IOException {
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
  void failsAboveTheLoss() throws IOException {
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
  void saysWhyNothingWasSent() throws IOException {
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
  void saysThatAHostIsUnknown() {
    assertThat(Ran.check(type(), "hostname", "no-such-host.invalid").reason())
        .isEqualTo("unknown host no-such-host.invalid");
  }

  @ParameterizedTest
  @CsvSource({"sleep 600", "while :; do echo x; sleep 0.05; done"}) // silence, trickle
  void failsAtItsTimeout(String script) throws IOException {
    Ran ran = with(script, "timeout", 1);
    assertThat(ran.reason()).endsWith("ping was not done within 1 s");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, 1.000, 2.800",
    "1, 5, 1.000, 4.800",
    "1, 0.4, 0.200, 0.200",
    "3, 1, 0.200, 0.400",
    "10, 2.2, 0.200, 0.200",
    "100, 60, 0.302, 29.902",
  })
  void asksSoFastThatItEndsBeforeTheTimeout(
      int count, double timeout, String interval, String patience) {
    Duration limit = Duration.ofMillis(Math.round(timeout * 1000));
    assertThat(PingCheck.Pace.of(count, limit).options())
        .containsExactly("-n", "-c", Integer.toString(count), "-i", interval, "-W", patience);
  }

  @Test
  void refusesMoreRequestsThanFit() {
    Map<String, Object> raw = Map.of("hostname", "a", "count", 10, "timeout", 2.1);
    List<Option<?>> options = type().options();
    assertThatThrownBy(() -> type().create(Options.of(options, raw)))
        .hasMessage("10 requests can't be sent in a timeout of 2.1 s; allow at least 2.2 s");
  }
}
