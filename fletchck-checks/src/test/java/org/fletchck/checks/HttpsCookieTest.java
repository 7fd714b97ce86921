package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cookies along redirections (RFC 6265). */
class HttpsCookieTest {

  private static final Pattern COOKIE = Pattern.compile("(?m)^Cookie: (.*)$");

  private static String cookie(String request) {
    Matcher field = COOKIE.matcher(request);
    return field.find() ? field.group(1) : "";
  }

  private static String redirect(String location, String... cookies) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 302 Found\r\nLocation: " + location);
    for (String cookie : cookies) {
      answer.append("\r\nSet-Cookie: ").append(cookie);
    }
    return answer + "\r\n\r\n";
  }

  private static Ran follow(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.putAll(Map.of("hostname", "127.0.0.1", "port", server.port(), "tls", false));
    all.putIfAbsent("follow", true);
    return Ran.check(new HttpsCheckType(), all);
  }

  /** A page that sends visitors to a login of its own until they have its cookie. */
  private static final TestServer.Handler PORTAL =
      talk -> {
        String request = talk.request();
        if (request.startsWith("GET /sign/in?")) {
          talk.send(redirect("..", "step=1", "Visit=s3cret=; Path=/; HttpOnly; SameSite=Lax"));
        } else if (cookie(request).equals("Visit=s3cret=")) {
          talk.send("HTTP/1.1 200 OK\r\n\r\nwelcome back");
        } else {
          talk.send(redirect("/sign/in?back=/"));
        }
      };

  @Test
  void sendsBackCookiesSetByServer() throws IOException {
    try (TestServer server = TestServer.plain(PORTAL)) {
      Ran ran = follow(server, "contains", "welcome");
      assertThat(ran.reason()).isEqualTo("HTTP 200");
      assertThat(server.requests()).hasSize(3);
      assertThat(String.join("\n", ran.log())).doesNotContain("s3cret");
    }
  }

  @Test
  void beginsEachRunWithoutCookies() throws IOException {
    try (TestServer server = TestServer.plain(PORTAL)) {
      follow(server, "contains", "welcome");
      follow(server, "contains", "welcome");
      assertThat(server.requests()).hasSize(6);
      assertThat(cookie(server.requests().get(3))).isEmpty();
    }
  }

  @Test
  void sendsCookiesToOtherPortButNotToOtherHost() throws IOException {
    try (TestServer other = TestServer.plain(TestServer.answer("HTTP/1.1 200 OK\r\n\r\n"));
        TestServer server =
            TestServer.plain(
                talk -> {
                  String host = talk.request().contains(" /far ") ? "localhost" : "127.0.0.1";
                  talk.send(redirect("http://" + host + ":" + other.port() + "/", "a=1", "b=2"));
                })) {
      assertThat(follow(server).passed()).isTrue();
      assertThat(follow(server, "reqPath", "/far").passed()).isTrue();
      assertThat(other.requests()).map(HttpsCookieTest::cookie).containsExactly("a=1; b=2", "");
    }
  }

  @Test
  void mergesConfiguredCookiesWithThoseSetByServer() throws IOException {
    TestServer.Handler handler =
        talk ->
            talk.send(
                talk.request().startsWith("HEAD / ")
                    ? redirect("/in", "session=new")
                    : "HTTP/1.1 200 OK\r\n\r\n");
    try (TestServer server = TestServer.plain(handler)) {
      follow(server, "headers", Map.of("cookie", "lang=de; session=old"));
      assertThat(server.requests().get(0)).contains("cookie: lang=de; session=old\r\n");
      assertThat(server.requests().get(1)).doesNotContain("old");
      assertThat(cookie(server.requests().get(1))).isEqualTo("lang=de; session=new");
    }
  }

  private static String sent(String from, String field, String to) throws IOException {
    Cookies cookies = new Cookies(new SettableClock(Instant.parse("2026-11-21T12:00:00Z")));
    cookies.take(url(from), List.of(field.split("~")));
    return cookies.field(url(to), "");
  }

  private static HttpUrl url(String text) throws IOException {
    return new HttpUrl(new UrlOrigin(false, new Endpoint("localhost", 80)), "/").resolve(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://a.test/x/y?z  | k=v                       | http://a.test:81/x/      | k=v
          http://a.test/x/y    | k=v                       | https://a.test/x         | k=v
          http://a.test/x/y    | k=v                       | http://a.test/xy         | ''
          http://a.test/x/y    | k=v                       | http://a.test/           | ''
          http://a.test/x      | k=v                       | http://a.test/y          | k=v
          http://a.test/x/y    | k=v; path=/               | http://a.test/           | k=v
          http://a.test/x/y    | k=v; path=no              | http://a.test/x/z        | k=v
          http://a.test/       | k=v; path=/x/             | http://a.test/x          | ''
          http://a.test/       | k=v; path=/x/             | http://a.test/x/?y       | k=v
          http://a.test/       | k=v                       | http://b.a.test/         | ''
          http://b.a.test/     | k=v; Domain=A.test        | http://a.test/           | k=v
          http://b.a.test/     | k=v; domain=.a.test       | http://c.a.test/         | k=v
          http://b.a.test/     | k=v; domain=.a.test       | http://ca.test/          | ''
          http://b.a.test/     | k=v; domain=c.a.test      | http://c.a.test/         | ''
          http://b.a.test/     | k=v; domain=test          | http://c.test/           | ''
          http://1.2.3.4/      | k=v; domain=3.4           | http://2.2.3.4/          | ''
          http://1.2.3.4/      | k=v; domain=1.2.3.4       | http://1.2.3.4/          | k=v
          http://a.test/       | k=v; secure               | http://a.test/           | ''
          http://a.test/       | k=v; secure               | https://a.test/          | k=v
          http://a.test/       | k=v~k=; max-age=0         | http://a.test/           | ''
          http://a.test/       | k=v; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT | //a.test | k=v
          http://a.test/       | k=v; expires=Thu, 01-Jan-70 00:00:00 GMT               | //a.test | ''
          http://a.test/       | k=v; expires=Sat Nov 21 11:59:59 2026                  | //a.test | ''
          http://a.test/       | k=v; expires=Sat, 21 Nov 2026 12:00:01 GMT             | //a.test | k=v
          http://a.test/       | k=v; expires=soon                                      | //a.test | k=v
          http://a.test/       | k=v~k=w~l=; path=/        | http://a.test/           | k=w; l=
          http://a.test/x/     | r=1; path=/~k=v           | http://a.test/x/         | k=v; r=1
          http://a.test/       | k                         | http://a.test/           | ''
          http://a.test/       | =v                        | http://a.test/           | ''
          """)
  void sendsCookiesByDomainPathSchemeAndExpiry(String from, String field, String to, String sent)
      throws IOException {
    assertThat(sent(from, field, to)).isEqualTo(sent);
  }

  @Test
  void limitsSizeAndNumberOfCookies() throws IOException {
    assertThat(sent("//a.test", "k=" + "v".repeat(4095), "//a.test")).isEmpty();
    assertThat(sent("//a.test", "k=v\u0007", "//a.test")).isEmpty();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      many.append("k").append(i).append("=v~");
    }
    assertThat(sent("//a.test", many.toString(), "//a.test").split("; ")).hasSize(50);
  }
}
