package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Queries of a server that does what a test says. */
class DnsCheckTest {

  private static Ran ask(TestDns server, Object... options) {
    return ask(new DnsCheckType(), server, "127.0.0.1", options);
  }

  private static Ran ask(CheckType type, TestDns server, String hostname, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.put("hostname", hostname);
    all.put("port", server.port());
    all.putIfAbsent("reqName", "example.org");
    return Ran.check(type, all);
  }

  @Test
  void passesOnAnAnswer() throws IOException {
    String soa = "ns.example.org. Admin.example.org. 2026112101 1 2 3 4";
    try (TestDns server = TestDns.udp(TestDns.records(0, "example.org SOA " + soa))) {
      Ran ran = ask(server);
      assertThat(ran.passed()).isTrue();
      String shown = "ns.example.org admin.example.org 2026112101 1 2 3 4";
      assertThat(ran.reason()).isEqualTo(shown);
      assertThat(ran.result().details()).containsEntry("answer", shown);
      assertThat(ran.log())
          .containsExactly("127.0.0.1 answered NOERROR", "SOA of example.org: " + shown);
      assertThat(ran.phases()).containsOnlyKeys("resolve", "first", "total");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, example.org does not exist (NXDOMAIN)",
    "2, the server failed to resolve example.org (SERVFAIL)",
    "5, the server refuses to answer for example.org (REFUSED)",
    "4, the server answered NOTIMP for example.org",
    "0, the answer contains no SOA of example.org",
  })
  void distinguishesErrorResponses(int rcode, String reason) throws IOException {
    try (TestDns server = TestDns.udp(TestDns.records(rcode))) {
      assertThat(ask(server).reason()).isEqualTo(reason);
    }
  }

  @Test
  void acceptsErrorResponseWithoutQuestionSection() throws IOException {
    TestDns.Handler handler =
        query -> {
          Message answer = TestDns.answer(query, Rcode.FORMERR);
          answer.removeAllRecords(Section.QUESTION);
          return List.of(answer.toWire());
        };
    try (TestDns server = TestDns.udp(handler)) {
      assertThat(ask(server).reason()).isEqualTo("the server answered FORMERR for example.org");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A     | 192.0.2.1                      | 192.0.2.1
          AAAA  | 2001:db8::1                    | 2001:0DB8:0::1
          CNAME | www.example.net.               | WWW.example.net
          MX    | 10 Mail.example.org.           | mail.example.org.
          MX    | 10 mail.example.org.           | 10 mail.example.org
          NS    | ns.example.org.                | ns.example.org
          PTR   | host.example.org.              | host.example.org
          SOA   | ns.a. admin.a. 7 1 2 3 4       | 7
          SRV   | 0 5 5060 sip.example.org.      | 0 5 5060 sip.example.org
          TXT   | "v=spf1 a " "-all"             | v=spf1 a -all
          TXT   | "v=spf1 -all"                  | v=spf1
          CAA   | 0 issue "letsencrypt.org"      | letsencrypt.org
          """)
  void findsExpectedRecords(String type, String value, String expected) throws IOException {
    TestDns.Handler handler = TestDns.records(0, "example.org " + type + " " + value);
    try (TestDns server = TestDns.udp(handler)) {
      assertThat(ask(server, "reqType", type, "expect", expected).reason())
          .isNotBlank()
          .doesNotContain("without");
      assertThat(ask(server, "reqType", type, "expect", expected).passed()).isTrue();
    }
  }

  @Test
  void failsWhenExpectedRecordIsMissing() throws IOException {
    TestDns.Handler handler =
        TestDns.records(
            0,
            "www.example.org CNAME b.example.org.",
            "B.example.org A 192.0.2.1",
            "b.example.org A 192.0.2.2",
            "c.example.org A 192.0.2.3");
    try (TestDns server = TestDns.udp(handler)) {
      Ran ran = ask(server, "reqName", "www.example.org", "reqType", "A", "expect", "192.0.2.3");
      assertThat(ran.passed()).isFalse();
      assertThat(ran.reason())
          .isEqualTo("A of www.example.org is 192.0.2.1, 192.0.2.2, without 192.0.2.3");
      List<String> both = List.of("192.0.2.2", "192.0.2.1");
      assertThat(ask(server, "reqName", "www.example.org", "reqType", "A", "expect", both).passed())
          .isTrue();
    }
  }

  @Test
  void stopsAtCnameLoop() throws IOException {
    TestDns.Handler handler =
        TestDns.records(0, "example.org CNAME a.org.", "a.org CNAME example.org.");
    try (TestDns server = TestDns.udp(handler)) {
      assertThat(ask(server, "reqType", "A").reason())
          .isEqualTo("the answer contains no A of example.org");
    }
  }

  @Test
  void retriesOverTcpWhenAnswerIsTruncated() throws IOException {
    TestDns.Handler truncated =
        query -> {
          Message answer = TestDns.answer(query, 0);
          answer.getHeader().setFlag(Flags.TC);
          return List.of(answer.toWire());
        };
    TestDns.Handler whole = TestDns.records(0, "example.org A 192.0.2.1");
    try (TestDns server = TestDns.start(truncated, TestDns.overTcp(whole))) {
      Ran ran = ask(server, "reqType", "A");
      assertThat(ran.reason()).isEqualTo("192.0.2.1");
      assertThat(ran.log()).contains("the answer doesn't fit in a datagram, asking over TCP");
    }
  }

  @Test
  void queriesOverTcpDirectlyWhenConfigured() throws IOException {
    TestDns.Handler whole = TestDns.records(0, "example.org A 192.0.2.1");
    try (TestDns server = TestDns.start(query -> List.of(), TestDns.overTcp(whole))) {
      Ran ran = ask(server, "reqType", "A", "reqTcp", true);
      assertThat(ran.reason()).isEqualTo("192.0.2.1");
      assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "total");
    }
  }

  @Test
  void ignoresAnswersToOtherQueries() throws IOException {
    TestDns.Handler handler =
        query -> {
          Message right = TestDns.answer(query, 0, "example.org A 192.0.2.1");
          Message otherId = TestDns.answer(query, 0, "example.org A 192.0.2.66");
          otherId.getHeader().setID(query.getHeader().getID() ^ 1);
          Message echo = query.clone();
          Message otherName =
              TestDns.answer(DnsQuestion.of("other.org", "A").query(), 0, "other.org A 192.0.2.66");
          otherName.getHeader().setID(query.getHeader().getID());
          byte[] garbage = {1, 2, 3};
          return List.of(
              otherId.toWire(), echo.toWire(), otherName.toWire(), garbage, right.toWire());
        };
    try (TestDns server = TestDns.udp(handler)) {
      Ran ran = ask(server, "reqType", "A");
      assertThat(ran.reason()).isEqualTo("192.0.2.1");
      assertThat(ran.log()).containsOnlyOnce("ignored a datagram that doesn't answer this query");
    }
  }

  @Test
  void failsOnInvalidAnswerOverTcp() throws IOException {
    try (TestDns server =
        TestDns.start(
            query -> List.of(), TestDns.overTcp(query -> List.of(new byte[] {1, 2, 3})))) {
      assertThat(ask(server, "reqTcp", true).reason())
          .matches("127.0.0.1 port \\d+ sent something that doesn't answer this query");
    }
    try (TestDns server = TestDns.start(query -> List.of(), TestServer.Conversation::readSome)) {
      assertThat(ask(server, "reqTcp", true).reason())
          .matches("the server closed the connection, while waiting for the answer from .*");
    }
  }

  @Test
  void resendsLostQuery() throws IOException {
    int[] queries = {0};
    TestDns.Handler second =
        query ->
            ++queries[0] == 1
                ? List.of()
                : TestDns.records(0, "example.org A 192.0.2.1").answer(query);
    try (TestDns server = TestDns.udp(second)) {
      assertThat(ask(server, "reqType", "A", "timeout", 1).passed()).isTrue();
    }
  }

  @Test
  void timesOutWithoutAnswer() throws IOException {
    try (TestDns server = TestDns.start(query -> List.of(), talk -> talk.pause(60_000))) {
      for (boolean tcp : new boolean[] {false, true}) {
        Ran ran = ask(server, "timeout", 1, "reqTcp", tcp);
        assertThat(ran.reason())
            .matches("no answer within 1 s, while waiting for the answer from .*");
        ran.assertEndedAt(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void timesOutWhenAnswerTrickles() throws IOException {
    TestServer.Handler trickle =
        talk -> {
          talk.readSome();
          talk.send(new byte[] {1, 0});
          while (talk.pause(50)) {
            talk.send(new byte[1]);
          }
        };
    try (TestDns server = TestDns.start(query -> List.of(), trickle)) {
      Ran ran = ask(server, "timeout", 1, "reqTcp", true);
      assertThat(ran.reason())
          .matches("no answer within 1 s, while waiting for the answer from .*");
      ran.assertEndedAt(Duration.ofSeconds(1));
    }
  }

  @Test
  void timesOutInFloodOfUnrelatedAnswers() throws IOException {
    byte[] other = DnsQuestion.of("other.org", "A").query().toWire();
    List<byte[]> flood = Collections.nCopies(20_000, other);
    try (TestDns server = TestDns.udp(query -> flood)) {
      Ran ran = ask(server, "timeout", 1);
      assertThat(ran.reason())
          .matches(
              "no answer from 127.0.0.1 port \\d+: what it sends doesn't answer this query, or can't"
                  + " be read");
      assertThat(ran.took()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1990));
    }
  }

  private static byte[] changed(Message answer, UnaryOperator<byte[]> change) {
    return change.apply(answer.toWire());
  }

  private static byte[] joined(byte[] first, byte... more) {
    byte[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void reportsMalformedAnswer() throws IOException {
    byte[] shortAddress = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 2, 1, 2};
    byte[] brokenOption = {0, 0, 41, 4, (byte) 208, 0, 0, 0, 0, 0, 3, 0, 10, 9};
    List<UnaryOperator<byte[]>> changes =
        List.of(
            wire -> Arrays.copyOf(wire, wire.length - 1),
            wire -> counting(wire, 7, 2),
            wire -> counting(wire, 9, 1),
            wire -> counting(joined(wire, shortAddress), 7, 2),
            wire -> counting(joined(wire, brokenOption), 11, 1));
    for (UnaryOperator<byte[]> change : changes) {
      TestDns.Handler handler =
          query -> List.of(changed(TestDns.answer(query, 0, "example.org A 192.0.2.1"), change));
      try (TestDns server = TestDns.start(handler, TestDns.overTcp(handler))) {
        for (boolean tcp : new boolean[] {false, true}) {
          assertThat(ask(server, "reqType", "A", "reqTcp", tcp).reason())
              .matches("the answer from 127.0.0.1 port \\d+ can't be read: .+");
        }
      }
    }
  }

  private static byte[] counting(byte[] wire, int at, int count) {
    wire[at] = (byte) count;
    return wire;
  }

  @Test
  void reportsAnswerWithoutQuestionSection() throws IOException {
    TestDns.Handler handler =
        query -> {
          Message answer = TestDns.answer(query, 0, "example.org A 192.0.2.1");
          answer.removeAllRecords(Section.QUESTION);
          return List.of(answer.toWire());
        };
    try (TestDns server = TestDns.udp(handler)) {
      assertThat(ask(server, "reqType", "A").reason())
          .matches("the answer from 127.0.0.1 port \\d+ doesn't repeat the question");
    }
  }

  @Test
  void ignoresRecordsOfOtherClasses() throws IOException {
    TestDns.Handler handler =
        query -> {
          Message answer = TestDns.answer(query, 0);
          Record chaos =
              Record.fromString(
                  query.getQuestion().getName(), Type.TXT, DClass.CH, 60, "x", Name.root);
          answer.addRecord(chaos, Section.ANSWER);
          return List.of(answer.toWire());
        };
    try (TestDns server = TestDns.udp(handler)) {
      assertThat(ask(server, "reqType", "TXT").reason())
          .isEqualTo("the answer contains no TXT of example.org");
    }
  }

  @Test
  void reportsWhenNothingListens() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    String hostname = "127.0.0.1";
    assertThat(Ran.check(new DnsCheckType(), "hostname", hostname, "port", port).reason())
        .isEqualTo("refused by 127.0.0.1 port " + port + ": nothing listens there on UDP");
    assertThat(
            Ran.check(new DnsCheckType(), "hostname", hostname, "port", port, "reqTcp", true)
                .reason())
        .isEqualTo("connection refused by 127.0.0.1 port " + port);
  }

  @Test
  void fallsBackToNextSystemResolver() throws IOException {
    InetAddress first = address("127.0.0.2"); // nothing listens there
    InetAddress second = address("127.0.0.1");
    try (TestDns server = TestDns.udp(TestDns.records(0, "example.org A 192.0.2.1"))) {
      Ran ran =
          Ran.check(
              new DnsCheckType(() -> List.of(first, second)),
              "port",
              server.port(),
              "reqName",
              "example.org",
              "reqType",
              "A");
      assertThat(ran.reason()).isEqualTo("192.0.2.1");
      assertThat(ran.log())
          .containsExactly(
              "refused by 127.0.0.2 port " + server.port() + ": nothing listens there on UDP",
              "127.0.0.1 answered NOERROR",
              "A of example.org: 192.0.2.1");
    }
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
