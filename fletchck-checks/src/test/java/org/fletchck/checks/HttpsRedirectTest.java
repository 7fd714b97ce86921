package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirections (RFC 9110, section 15.4). */
class HttpsRedirectTest {

  private static TestServer.Handler site(String firstAnswer) {
    return talk -> {
      boolean first = talk.request().matches("(?s)[A-Z]+ /start(/a)? .*");
      talk.send(first ? firstAnswer : "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend");
    };
  }

  private static String redirect(int status, String location) {
    return "HTTP/1.1 " + status + " There\r\nLocation: " + location + "\r\n\r\n";
  }

  private static Ran follow(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.putAll(Map.of("hostname", "127.0.0.1", "port", server.port(), "tls", false));
    all.put("follow", true);
    all.putIfAbsent("reqPath", "/start/a");
    return Ran.check(new HttpsCheckType(), all);
  }

  @Test
  void followsRedirectsOnlyWhenConfigured() throws IOException {
    try (TestServer server = TestServer.plain(site(redirect(302, "/end")))) {
      assertThat(follow(server, "reqPath", "/start").reason()).isEqualTo("HTTP 200");
      Ran ran =
          Ran.check(
              new HttpsCheckType(),
              Map.of(
                  "hostname",
                  "127.0.0.1",
                  "port",
                  server.port(),
                  "tls",
                  false,
                  "reqPath",
                  "/start"));
      assertThat(ran.reason()).isEqualTo("HTTP 302");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/end?q=1, /end?q=1",
    "end, /start/end",
    "../end, /end",
    "?q=2, /start/a?q=2",
    "/a b\u00fc, /a%20b%C3%BC",
    "//127.0.0.1:PORT, /",
    "HTTP://127.0.0.1:PORT/x#part, /x",
    "/%7Ejoe?rate=5%&of={\"a|b\":1}, '/%7Ejoe?rate=5%&of={%22a|b%22:1}'",
    "/{a}/\\[b]|c^d, '/%7Ba%7D//[b]|c%5Ed'",
    "x\\y?a\\b, /start/x/y?a\\b",
    "' /end ', /end",
    "./b/.././%2E%2e/c/.., /",
    "../../../c/., /c/",
    "http:end, /start/end",
    "http:/end, /end",
    "\\\\127.0.0.1:PORT\\x, /x",
    "http:////joe:pass@127.0.0.1:PORT?q, /?q",
    "//%31%32%37.0.0.1:PORT/x, /x",
  })
  void resolvesTheLocation(String location, String path) throws IOException {
    String[] port = new String[1];
    try (TestServer server =
        TestServer.plain(
            talk -> site(redirect(301, location.replace("PORT", port[0]))).serve(talk))) {
      port[0] = Integer.toString(server.port());
      assertThat(follow(server, "headers", Map.of("X-Token", "t")).passed()).isTrue();
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1))
          .startsWith("HEAD " + path + " HTTP/1.1\r\n")
          .contains("X-Token: t\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET",
    "302, POST, GET",
    "303, POST, GET",
    "307, POST, POST",
    "308, POST, POST",
    "303, PUT, GET",
    "302, PUT, PUT",
    "303, HEAD, HEAD",
    "302, GET, GET",
  })
  void changesMethodAccordingToStatus(int status, String first, String second) throws IOException {
    try (TestServer server = TestServer.plain(site(redirect(status, "/end")))) {
      Map<String, Object> options = Ran.map("reqType", first);
      if (first.startsWith("P")) {
        options.put("body", "b0dy");
      }
      Object[] flat =
          options.entrySet().stream()
              .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
              .toArray();
      assertThat(follow(server, flat).passed()).isTrue();
      String request = server.requests().get(1);
      assertThat(request).startsWith(second + " /end ");
      assertThat(request.endsWith("b0dy")).isEqualTo(second.startsWith("P"));
    }
  }

  @Test
  void doesNotSendHeadersOrCredentialsToOtherOrigins() throws IOException {
    try (TestServer other = TestServer.plain(site(""));
        TestServer server =
            TestServer.plain(
                site(redirect(302, "http://127.0.0.1:" + other.port() + "/end?k=s3cret")))) {
      Ran ran =
          follow(
              server,
              "headers",
              Map.of("X-Token", "t0ken"),
              "username",
              "joe",
              "password",
              "pass",
              "contains",
              "end");
      assertThat(ran.passed()).isTrue();
      assertThat(server.requests().get(0)).contains("X-Token", "Authorization");
      assertThat(other.requests().get(0)).doesNotContain("X-Token", "Authorization", "t0ken");
      assertThat(ran.log()).contains("redirected to http://127.0.0.1:" + other.port());
      assertThat(String.join("\n", ran.log())).doesNotContain("s3cret");
    }
  }

  @Test
  void doesNotSendBodyToOtherOrigins() throws IOException {
    try (TestServer other = TestServer.plain(site(""));
        TestServer server =
            TestServer.plain(site(redirect(307, "http://127.0.0.1:" + other.port() + "/")))) {
      assertThat(follow(server, "reqType", "POST", "body", "b0dy").reason())
          .endsWith("to which the body is not sent");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void givesUpOnRedirectLoop() throws IOException {
    try (TestServer server = TestServer.plain(site(redirect(302, "/start")))) {
      assertThat(follow(server).reason()).isEqualTo("redirected more than 10 times");
      assertThat(server.requests()).hasSize(11);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://127.0.0.1/, 'redirected to a URL with the scheme ftp, not http or https'",
    "javascript:alert(1), 'redirected to a URL with the scheme javascript, not http or https'",
    "http:///, redirected to a URL without a host",
    "https:?a, redirected to a URL without a host",
    "http://[zz/, 'redirected to an invalid host: \"[zz\"'",
    "//joe:s3cret@a b/, 'redirected to an invalid host: \"a b\"'",
    "http://a%2fb/, 'redirected to an invalid host: \"a%2fb\"'",
    "http://a:b/, 'redirected to an invalid host: \"a:b\"'",
    "http://a:70000/, 'redirected to port 70000, which doesn''t exist'",
  })
  void rejectsUnusableLocations(String location, String reason) throws IOException {
    try (TestServer server = TestServer.plain(site(redirect(302, location)))) {
      assertThat(follow(server).reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"300 Choices", "301 Moved", "302 Found", "307 Now", "308 For Ever"})
  void followsEachRedirectStatusWithLocation(String status) throws IOException {
    try (TestServer server =
        TestServer.plain(site("HTTP/1.1 " + status + "\r\nLocation: /end\r\n\r\n"))) {
      assertThat(follow(server, "reqType", "OPTIONS").reason()).isEqualTo("HTTP 200");
      assertThat(server.requests().get(1)).startsWith("OPTIONS /end ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Location:\r\n", "Location:  \r\nLocation:\r\n"})
  void treatsRedirectWithoutLocationAsFinalAnswer(String location) throws IOException {
    for (int status : new int[] {300, 302, 304}) {
      try (TestServer server =
          TestServer.plain(site("HTTP/1.1 " + status + " Found\r\n" + location + "\r\n"))) {
        assertThat(follow(server).reason()).isEqualTo("HTTP " + status);
      }
    }
  }

  @Test
  void followsRepeatedLocationOnlyIfIdentical() throws IOException {
    String first = "HTTP/1.1 302 Found\r\nLocation: /end\r\n";
    try (TestServer server = TestServer.plain(site(first + "Location: /end\r\n\r\n"))) {
      assertThat(follow(server).passed()).isTrue();
      assertThat(server.requests().get(1)).startsWith("HEAD /end ");
    }
    try (TestServer server = TestServer.plain(site(first + "Location: /other\r\n\r\n"))) {
      assertThat(follow(server).reason()).isEqualTo("redirected to several URLs at once");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/start/a?f={\"x\":[1|2]}, b, /start/b",
    "/start/a?50%, ?c, /start/a?c",
    "/start/a#top, b, /start/b",
  })
  void followsFromPathThatIsNotAValidUri(String path, String location, String next)
      throws IOException {
    TestServer.Handler handler =
        talk -> {
          boolean end = talk.request().startsWith("HEAD " + next + " ");
          talk.send(end ? "HTTP/1.1 200 OK\r\n\r\n" : redirect(302, location));
        };
    try (TestServer server = TestServer.plain(handler)) {
      assertThat(follow(server, "reqPath", path).reason()).isEqualTo("HTTP 200");
      assertThat(server.requests().get(0))
          .startsWith("HEAD " + path.replace("#top", "") + " HTTP/1.1\r\n");
    }
  }

  @Test
  void sendsAsteriskFormOnlyForOptions() throws IOException {
    TestServer.Handler handler =
        talk ->
            talk.send(
                talk.request().startsWith("OPTIONS * ")
                    ? redirect(307, "b")
                    : "HTTP/1.1 204 No Content\r\n\r\n");
    try (TestServer server = TestServer.plain(handler)) {
      assertThat(follow(server, "reqType", "options", "reqPath", "*").reason())
          .isEqualTo("HTTP 204");
      assertThat(server.requests().get(1)).startsWith("OPTIONS /b HTTP/1.1\r\n");
      assertThat(follow(server, "reqType", "GET", "reqPath", "*").passed()).isTrue();
      assertThat(server.requests().get(2)).startsWith("GET /* HTTP/1.1\r\n");
    }
  }
}
