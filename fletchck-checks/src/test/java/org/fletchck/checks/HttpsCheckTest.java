package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers without TLS. */
class HttpsCheckTest {

  private static Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      return ask(server, options);
    }
  }

  private static Ran ask(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.putIfAbsent("hostname", "127.0.0.1");
    all.put("port", server.port());
    all.put("tls", false);
    return Ran.check(new HttpsCheckType(), all);
  }

  @Test
  void sendsAWellFormedRequest() throws IOException {
    try (TestServer server = TestServer.plain(TestServer.answer("HTTP/1.1 200 OK\r\n\r\n"))) {
      Ran ran = ask(server);
      assertThat(ran.passed()).isTrue();
      assertThat(ran.reason()).isEqualTo("HTTP 200");
      assertThat(server.requests())
          .containsExactly(
              "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.port()
                  + "\r\nUser-Agent: fletchck\r\nAccept: */*\r\nConnection: close\r\n\r\n");
      assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "total");
      assertThat(ran.log())
          .containsExactly(
              "connected to 127.0.0.1 port " + server.port(), "HEAD was answered by HTTP 200 OK");
    }
  }

  @Test
  void sendsHeadersCredentialsAndBodyButLogsNone() throws IOException {
    try (TestServer server = TestServer.plain(TestServer.answer("HTTP/1.1 201 Made\r\n\r\n"))) {
      Ran ran =
          ask(
              server,
              "reqType",
              "post",
              "reqPath",
              "in?key=k3y",
              "body",
              "{\"a\": \"\u00fc\"}",
              "headers",
              Map.of("X-Token", "t0ken", "user-agent", "mine", "Host", "other.example"),
              "username",
              "joe",
              "password",
              "p\u00e4ss");
      assertThat(ran.passed()).isTrue();
      assertThat(server.requests().get(0))
          .startsWith("POST /in?key=k3y HTTP/1.1\r\n")
          .contains("X-Token: t0ken\r\n", "user-agent: mine\r\n", "Host: other.example\r\n")
          .contains("Authorization: Basic am9lOnDDpHNz\r\n", "Content-Length: 11\r\n")
          .doesNotContain("fletchck", "Host: 127")
          .endsWith("\r\n\r\n{\"a\": \"\u00fc\"}");
      assertThat(String.join("\n", ran.log()) + ran.reason())
          .doesNotContain("t0ken", "p\u00e4ss", "k3y", "am9l");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, 100-499, true",
    "404, 100-499, true",
    "500, 100-499, false",
    "204, '200-299, 301', true",
    "301, '200-299,301', true",
    "302, '200-299,301', false",
    "503, 503, true",
  })
  void checksStatusAgainstExpectedCodes(int status, String wanted, boolean passes)
      throws IOException {
    Ran ran = ask(TestServer.answer("HTTP/1.1 " + status + " So\r\n\r\n"), "status", wanted);
    assertThat(ran.passed()).isEqualTo(passes);
    assertThat(ran.reason())
        .isEqualTo(
            passes
                ? "HTTP " + status
                : "HTTP " + status + " So, expected " + wanted.replace(" ", ""));
  }

  @Test
  void acceptsExpectedStatusAsNumber() throws IOException {
    assertThat(ask(TestServer.answer("HTTP/1.1 204\r\n\r\n"), "status", 204).passed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.0 200 OK~~                                                          | HTTP 200
          HTTP/1.1 200~~                                                             | HTTP 200
          HTTP/1.1 200 ~A: b~ folded~~                                               | HTTP 200
          HTTP/1.1 100 Continue~~HTTP/1.1 103 Early Hints~Link: a~~HTTP/1.1 204 No~~ | HTTP 204
          HTTP/1.1 101 Switching Protocols~~                                         | HTTP 101
          HTTP/1.1 500 Internal Server Error~~     | HTTP 500 Internal Server Error, expected 100-499
          SSH-2.0-OpenSSH_9.2~                     | the response is not HTTP/1: "SSH-2.0-OpenSSH_9.2"
          HTTPS/1.1 200 OK~~                       | the response is not HTTP/1: "S/1.1 200 OK"
          HTTP/2 200~~                             | the response is not HTTP/1: "HTTP/2 200"
          HTTP/1.1 2000 OK~~                       | the response is not HTTP/1: "HTTP/1.1 2000 OK"
          HTTP/1.1 200 OK~nonsense~~               | the response has a header without a colon
          HTTP/1.1 200 OK~A: b | the server closed the connection, while reading the response from HOST
          HTTP                 | the server closed the connection without an answer
          ''                   | the server closed the connection without an answer
          """)
  void parsesResponseHead(String sent, String reason) throws IOException {
    Ran ran = ask(TestServer.answer(sent.replace("~", "\r\n")));
    assertThat(ran.reason().replaceFirst("127.0.0.1 port \\d+", "HOST")).isEqualTo(reason);
  }

  @Test
  void failsOnHeadersOver64KiB() throws IOException {
    String field = "X-Filler: " + "a".repeat(1000) + "\r\n";
    assertThat(ask(TestServer.answer("HTTP/1.1 200 OK\r\n" + field.repeat(60) + "\r\n")).passed())
        .isTrue();
    assertThat(ask(TestServer.answer("HTTP/1.1 200 OK\r\n" + field.repeat(70) + "\r\n")).reason())
        .isEqualTo("the headers of the response are longer than 64 KiB");
  }

  @Test
  void failsOnEndlessInterimResponses() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.request();
              while (talk.pause(0)) {
                talk.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(100));
              }
            });
    assertThat(ran.reason()).isEqualTo("the headers of the response are longer than 64 KiB");
  }

  @Test
  void failsWhenSlow() throws IOException {
    TestServer.Handler late =
        talk -> {
          talk.request();
          talk.pause(60);
          talk.send("HTTP/1.1 200 OK\r\n\r\n");
        };
    assertThat(ask(late, "slow", 50).reason()).matches("took \\d+ ms, more than 50 ms");
    assertThat(ask(late, "slow", 9000).passed()).isTrue();
  }

  @Test
  void timesOutWithoutAnswer() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.request();
              talk.pause(60_000);
            },
            "timeout",
            1);
    assertThat(ran.reason())
        .matches("no answer within 1 s, while waiting for the response from .*");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenAnswerTrickles() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.request();
              talk.send("HTTP/1.1 200 OK\r\nX-Slow: ");
              while (talk.pause(50)) {
                talk.send("a");
              }
            },
            "timeout",
            1);
    assertThat(ran.reason()).matches("no answer within 1 s, while reading the response from .*");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void reportsConnectionReset() throws IOException {
    assertThat(ask(TestServer.Conversation::reset).reason())
        .matches(
            "the server reset the connection, while waiting for the response from 127.0.0.1"
                + " port \\d+");
  }

  @Test
  void reportsConnectionRefused() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    Ran ran = Ran.check(new HttpsCheckType(), "hostname", "127.0.0.1", "port", port, "tls", false);
    assertThat(ran.reason()).isEqualTo("connection refused by 127.0.0.1 port " + port);
  }

  @Test
  void reportsUnknownHost() {
    Ran ran = Ran.check(new HttpsCheckType(), "hostname", "no-such-host.invalid");
    assertThat(ran.reason()).isEqualTo("unknown host no-such-host.invalid");
  }
}
