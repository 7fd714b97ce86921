package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of a real BIND, which knows two zones and fails to load a third. */
class DnsIT {

  private static final String ZONE =
      """
      $TTL 60
      @     SOA  ns admin 7 3600 600 86400 60
      @     NS   ns
      @     MX   10 mail
      @     CAA  0 issue "letsencrypt.org"
      ns    A    127.0.0.1
      mail  AAAA 2001:db8::25
      www   CNAME mail
      text  TXT  "v=spf1 -all"
      _sip._tcp SRV 0 5 5060 mail
      """;

  private static final String REVERSE =
      """
      $TTL 60
      @  SOA  ns.a.example. admin.a.example. 7 3600 600 86400 60
      @  NS   ns.a.example.
      1  PTR  host.a.example.
      """;

  @TempDir private static Path folder;

  private static Daemon named;
  private static int port;

  @BeforeAll
  static void startServer() throws Exception {
    String program = Daemon.program("named", "bind9");
    port = Daemon.freePort();
    StringBuilder large = new StringBuilder(ZONE);
    for (int i = 0; i < 40; i++) {
      large.append("large TXT \"number ").append(i).append(" of many\"\n");
    }
    Files.writeString(folder.resolve("a.zone"), large);
    Files.writeString(folder.resolve("reverse.zone"), REVERSE);
    Files.writeString(folder.resolve("broken.zone"), "this is no zone\n");
    Files.writeString(
        folder.resolve("named.conf"),
        """
        options {
          directory "%s";
          listen-on port %d { 127.0.0.1; };
          listen-on-v6 { none; };
          pid-file none;
          session-keyfile none;
          recursion no;
          dnssec-validation no;
          notify no;
        };
        controls { };
        zone "a.example" { type primary; file "a.zone"; };
        zone "2.0.192.in-addr.arpa" { type primary; file "reverse.zone"; };
        zone "broken.example" { type primary; file "broken.zone"; };
        """
            .formatted(folder, port));
    named =
        Daemon.start(
            "all zones loaded", program, "-g", "-c", folder.resolve("named.conf").toString());
  }

  @AfterAll
  static void endServer() {
    if (named != null) {
      named.close();
    }
  }

  private static Ran ask(String name, String type, Object... more) {
    Map<String, Object> options = Ran.map(more);
    options.putAll(Map.of("hostname", "127.0.0.1", "port", port, "reqName", name, "reqType", type));
    return Ran.check(new DnsCheckType(), options);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, SOA, 7",
    "a.example, NS, ns.a.example",
    "a.example, MX, mail.a.example",
    "a.example, CAA, letsencrypt.org",
    "ns.a.example, A, 127.0.0.1",
    "www.a.example, AAAA, 2001:db8::25",
    "www.a.example, CNAME, mail.a.example",
    "text.a.example, TXT, v=spf1 -all",
    "_sip._tcp.a.example, SRV, 0 5 5060 mail.a.example",
    "192.0.2.1, PTR, host.a.example",
  })
  void findsRecordsOfEachType(String name, String type, String expected) {
    for (boolean tcp : new boolean[] {false, true}) {
      Ran ran = ask(name, type, "expect", expected, "reqTcp", tcp);
      assertThat(ran.passed()).as(ran.reason()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no.a.example, A, no.a.example does not exist (NXDOMAIN)",
    "a.example, A, the answer contains no A of a.example",
    "broken.example, SOA, the server failed to resolve broken.example (SERVFAIL)",
    "elsewhere.example, SOA, the server refuses to answer for elsewhere.example (REFUSED)",
  })
  void distinguishesCausesOfFailure(String name, String type, String reason) {
    assertThat(ask(name, type).reason()).isEqualTo(reason);
  }

  @Test
  void retriesOverTcpWhenAnswerIsTooLarge() {
    Ran ran = ask("large.a.example", "TXT", "expect", "number 39 of many");
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.log()).contains("the answer doesn't fit in a datagram, asking over TCP");
  }
}
