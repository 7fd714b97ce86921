package org.fletchck.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.LogLines;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final ElapsedTime time = new ElapsedTime();
  private Map<String, String> users = Map.of("alice", "hash a", "bob", "hash b");
  private final Sessions sessions =
      new Sessions(time, () -> new Accounts(users, Map.of("cron", "read:" + tokenSum())));
  private final AuthenticatedCallers callers =
      new AuthenticatedCallers(
          () -> new Accounts(users, Map.of("cron", "read:" + tokenSum())), sessions);

  @Test
  void recognisesLoggedInUser() {
    Request request = begin("alice", Request.get("/"));
    Caller caller = callers.of(request);

    assertThat(caller.name()).isEqualTo("alice");
    assertThat(caller.may()).isEqualTo(Access.WRITE);
    assertThat(caller.csrf()).hasSize(43);
    assertThat(callers.of(request)).isEqualTo(caller);
    assertThat(callers.of(Request.get("/"))).isEqualTo(Caller.ANYBODY);
    assertThat(callers.of(with(Request.get("/"), "Cookie", "fletchck=guess")))
        .isEqualTo(Caller.ANYBODY);
  }

  @Test
  void setsCookieSecurityAttributes() {
    String plain = cookie("alice", Request.get("/"));
    String secure = cookie("alice", Request.get("/").below("/mon").from("127.0.0.1", true));

    assertThat(plain)
        .matches("fletchck=[\\w-]{43}; Path=/; Max-Age=172800; HttpOnly; SameSite=Lax");
    assertThat(secure)
        .as("no neighbour of the domain can set one of that name")
        .matches("__Host-fletchck!mon=[\\w-]{43}; Path=/; Max-Age=.*; Secure")
        .doesNotContain("Domain");
  }

  @Test
  void ignoresUnprefixedCookieOverTls() {
    Request secure = Request.get("/").from("127.0.0.1", true);
    String cookie = cookie("alice", secure).replaceFirst(";.*", "");

    assertThat(callers.of(with(secure, "Cookie", cookie).from("127.0.0.1", true)).isKnown())
        .isTrue();
    assertThat(
            callers
                .of(with(secure, "Cookie", cookie.replace("__Host-", "")).from("127.0.0.1", true))
                .isKnown())
        .isFalse();
  }

  @Test
  void usesSeparateCookiePerPort() {
    Request here = with(Request.get("/"), "Host", "localhost:8080");
    String cookie = cookie("alice", here);

    assertThat(cookie).startsWith("fletchck-8080=");
    assertThat(cookie("alice", with(here, "Host", "[::1]:8443"))).startsWith("fletchck-8443=");
    assertThat(cookie("alice", with(here, "Host", "[::1]"))).startsWith("fletchck=");
    Map<String, String> headers =
        Map.of("Host", "localhost:8080", "Cookie", cookie.replaceFirst(";.*", ""));
    assertThat(callers.of(Request.of("GET", "/", headers, new byte[0])).name()).isEqualTo("alice");
  }

  @Test
  void recognisesSessionBehindProxyWithBasicAuth() {
    String cookie = cookie("alice", Request.get("/")).replaceFirst(";.*", "");
    Map<String, String> headers = Map.of("Cookie", cookie, "Authorization", "Basic YTpi");

    assertThat(callers.of(Request.of("GET", "/", headers, new byte[0])).name()).isEqualTo("alice");
  }

  @Test
  void expiresAfterTwoDaysDespiteUse() {
    Request request = begin("alice", Request.get("/"));

    for (int hours = 0; hours < 47; hours++) {
      time.pass(Duration.ofHours(1));
      assertThat(callers.of(request).isKnown()).isTrue();
    }
    time.pass(Duration.ofHours(1).minusSeconds(1));
    assertThat(callers.of(request).isKnown()).isTrue();
    time.pass(Duration.ofSeconds(1));
    assertThat(callers.of(request).isKnown()).isFalse();
  }

  @Test
  void expiresAfterTwelveIdleHours() {
    Request request = begin("alice", Request.get("/"));
    Request other = begin("alice", Request.get("/"));

    time.pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(callers.of(request).isKnown()).isTrue();
    time.pass(Duration.ofHours(11));
    assertThat(callers.of(request).isKnown()).isTrue();
    assertThat(callers.of(other).isKnown()).isFalse();
    time.pass(Duration.ofHours(12));
    assertThat(callers.of(request).isKnown()).isFalse();
  }

  @Test
  void endsOnLogout() {
    Request request = begin("alice", Request.get("/"));
    Request other = begin("alice", Request.get("/"));

    Response answer = sessions.end(request, Response.noContent());

    assertThat(answer.headers().get("Set-Cookie")).startsWith("fletchck=; Path=/; Max-Age=0;");
    assertThat(callers.of(request).isKnown()).isFalse();
    assertThat(callers.of(other).isKnown()).isTrue();
  }

  @Test
  void endsWhenPasswordChangesOrUserIsDeleted() {
    Request alice = begin("alice", Request.get("/"));
    Request bob = begin("bob", Request.get("/"));

    users = Map.of("alice", "another hash");

    assertThat(callers.of(alice).isKnown()).isFalse();
    assertThat(callers.of(bob).isKnown()).isFalse();
    users = Map.of("alice", "hash a", "bob", "hash b");
    assertThat(callers.of(alice).isKnown()).isFalse();
  }

  @Test
  void survivesRehashOfPassword() {
    Request alice = begin("alice", Request.get("/"));
    users = Map.of("alice", "smaller");

    sessions.rehashed("alice", "hash a", "smaller");

    assertThat(callers.of(alice).isKnown()).isTrue();
  }

  @Test
  void endsPreviousSessionOnLogin() {
    Request before = begin("alice", Request.get("/"));
    begin("bob", before);

    assertThat(callers.of(before).isKnown()).isFalse();
  }

  @Test
  void keepsConsoleSessionUntilThereAreUsers() {
    users = Map.of();
    Request request = begin(Sessions.CONSOLE, Request.get("/"));

    assertThat(callers.of(request).isKnown()).isTrue();
    users = Map.of("alice", "hash a");
    assertThat(callers.of(request).isKnown()).isFalse();
  }

  @Test
  void recognisesAProgramByItsToken() {
    Caller caller = callers.of(with(Request.get("/"), "Authorization", "Bearer " + TOKEN));

    assertThat(caller).isEqualTo(new Caller("cron", Access.READ, ""));
    assertThat(callers.of(with(Request.get("/"), "authorization", "bearer " + TOKEN)))
        .isEqualTo(caller);
    assertThat(callers.of(with(Request.get("/"), "Authorization", "Bearer x" + TOKEN)).isKnown())
        .isFalse();
    assertThat(callers.of(with(Request.get("/"), "Authorization", "Basic " + TOKEN)).isKnown())
        .isFalse();
  }

  @Test
  void logsRejectedTokensWithoutTheirValues() {
    try (LogLines log = new LogLines(AuthenticatedCallers.class)) {
      Request get = Request.of("GET", "/api/v1/\u00e9", Map.of(), new byte[0]);
      for (int i = 0; i < 20; i++) {
        callers.of(with(get, "Authorization", "Bearer secret" + i));
        callers.of(with(get, "Authorization", "Bearer " + TOKEN));
      }

      assertThat(log.lines())
          .hasSize(5)
          .allMatch(line -> line.matches("WARN(ING)? unknown token from 127.0.0.1: .*"))
          .noneMatch(line -> line.contains("secret"));
    }
  }

  @Test
  void createsTokensStoredAsHashes() {
    Tokens.CreatedToken token = Tokens.create(Access.WRITE);
    Accounts accounts = new Accounts(Map.of(), Map.of("ci", token.entry()));

    assertThat(token.token()).startsWith("fletchck_").hasSize(52);
    assertThat(token.entry()).matches("write:[0-9a-f]{64}").doesNotContain(token.token());
    assertThat(token.toString()).doesNotContain(token.token());
    assertThat(Tokens.callerOf(token.token(), accounts))
        .isEqualTo(new Caller("ci", Access.WRITE, ""));
    assertThat(Tokens.callerOf(token.entry(), accounts)).isEqualTo(Caller.ANYBODY);
  }

  private static final String TOKEN = "fletchck_abc-DEF_123";

  private static String tokenSum() {
    return Randomness.sha256(TOKEN);
  }

  private String cookie(String user, Request request) {
    String hash = users.getOrDefault(user, "");
    return sessions.begin(request, Response.noContent(), user, hash).headers().get("Set-Cookie");
  }

  /** Logs somebody in, and returns what the same browser asks next. */
  private Request begin(String user, Request request) {
    return with(request, "Cookie", "a=b; " + cookie(user, request).replaceFirst(";.*", ""));
  }

  private static Request with(Request request, String header, String value) {
    return Request.of(request.method(), request.path(), Map.of(header, value), new byte[0]);
  }
}
