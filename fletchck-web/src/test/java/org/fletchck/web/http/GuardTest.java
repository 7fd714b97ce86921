package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteFile;
import org.junit.jupiter.api.Test;

class GuardTest {

  private static final Caller USER = new Caller("alice", Access.WRITE, "s3cret");
  private static final Caller READER = new Caller("cron", Access.READ, "");

  private final Routes routes =
      new Routes()
          .get("/", Access.READ, r -> Response.html("home of " + r.caller().name()))
          .get("/open", Access.PUBLIC, r -> Response.html("open"))
          .get("/cached", Access.PUBLIC, r -> Response.html("").with("cache-control", "public"))
          .post("/login", Access.PUBLIC, r -> Response.html("in"))
          .post("/do", Access.WRITE, r -> Response.html("done"))
          .get("/api/v1/checks", Access.READ, r -> Response.json("[]"))
          .add("PUT", "/api/v1/checks", Access.WRITE, r -> Response.noContent())
          .get(
              "/broken",
              Access.PUBLIC,
              r -> {
                throw new StackOverflowError("made by the test");
              });
  private Caller caller = Caller.ANYBODY;
  private GuardRules rules = rules(false, false);

  @Test
  void allowsCallersWithSufficientAccess() {
    caller = USER;

    assertThat(answer(get("/")).text()).isEqualTo("home of alice");
    assertThat(answer(post("/do", "s3cret")).text()).isEqualTo("done");
    caller = READER;
    assertThat(answer(get("/api/v1/checks")).text()).isEqualTo("[]");
  }

  @Test
  void redirectsBrowserToLoginAndBack() {
    assertThat(answer(get("/?days=7&x=%2F")).headers())
        .containsEntry("Location", "/login?next=%2F%3Fdays%3D7%26x%3D%252F");
    assertThat(answer(post("/do", "")).headers()).containsEntry("Location", "/login");
  }

  @Test
  void answersProgramWithoutTokenWith401() {
    Response refused = answer(get("/api/v1/checks"));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers())
        .containsEntry("WWW-Authenticate", "Bearer")
        .containsEntry("Content-Type", "application/problem+json");
    assertThat(SiteFile.parse(refused.text())).containsEntry("status", 401);
    assertThat(answer(get("/", "Authorization", "Bearer wrong")).status()).isEqualTo(401);
    assertThat(answer(get("/", "Authorization", "Basic YTpi")).headers()).containsKey("Location");
  }

  @Test
  void rejectsChangesByReadOnlyCallers() {
    caller = READER;

    assertThat(answer(post("/do", "")).status()).isEqualTo(403);
    Request put = Request.of("PUT", "/api/v1/checks", Map.of("Host", "localhost"), new byte[0]);
    assertThat(answer(put).text()).contains("this token is read-only");
  }

  @Test
  void requiresCsrfTokenForChanges() {
    caller = USER;

    assertThat(answer(post("/do", "")).status()).isEqualTo(403);
    assertThat(answer(post("/do", "s3cres")).status()).isEqualTo(403);
    assertThat(
            answer(
                    Request.of(
                        "POST",
                        "/do",
                        Map.of("Host", "localhost", "X-CSRF-Token", "s3cret"),
                        new byte[0]))
                .status())
        .isEqualTo(200);
  }

  @Test
  void rejectsCrossSiteRequests() {
    caller = USER;
    String foreign = "https://evil.example";

    assertThat(answer(post("/do", "s3cret", "Origin", foreign)).status()).isEqualTo(403);
    assertThat(answer(post("/do", "s3cret", "Origin", "null")).status()).isEqualTo(403);
    assertThat(answer(post("/do", "s3cret", "Sec-Fetch-Site", "cross-site")).status())
        .isEqualTo(403);
    assertThat(answer(post("/login", "", "Origin", foreign)).status()).isEqualTo(403);
    assertThat(answer(get("/", "Origin", foreign)).status()).isEqualTo(403);
    assertThat(answer(get("/open", "Origin", foreign)).status()).isEqualTo(200);
    // A link on somebody else's page.
    assertThat(answer(get("/", "Sec-Fetch-Site", "cross-site")).status()).isEqualTo(200);
    assertThat(answer(post("/do", "s3cret", "Origin", "http://localhost")).status()).isEqualTo(200);
    assertThat(answer(post("/do", "s3cret", "Origin", "https://mon.example.com")).status())
        .isEqualTo(200);
  }

  @Test
  void allowsHealthRequestsOverHttp10WithoutHost() {
    Request unnamed = Request.of("GET", "/healthz", Map.of(), new byte[0]);

    assertThat(answer(unnamed.old()).status()).isEqualTo(404); // this test has no such page
    assertThat(answer(unnamed).status()).isEqualTo(400);
    assertThat(answer(Request.of("GET", "/open", Map.of(), new byte[0]).old()).status())
        .isEqualTo(400);
  }

  @Test
  void acceptsEachConfiguredAddress() {
    assertThat(answer(get("/open", "Host", "other.example.com")).status()).isEqualTo(200);
  }

  @Test
  void refusesRequestsForAnotherHost() {
    assertThat(answer(get("/open", "Host", "evil.example")).status()).isEqualTo(421);
    assertThat(answer(Request.get("/open")).status()).isEqualTo(400);
    assertThat(answer(get("/open", "Host", "mon.example.com:8443")).status()).isEqualTo(200);
  }

  @Test
  void allowsOnlyProxiesOnUnencryptedPort() {
    rules = rules(true, false);

    assertThat(answer(get("/open").from("192.0.2.7", false)).status()).isEqualTo(403);
    assertThat(answer(get("/open").from("192.0.2.1", false)).status()).isEqualTo(200);
    assertThat(answer(get("/open").from("::1", false)).status()).isEqualTo(200);
    assertThat(
            answer(get("/open", "X-Forwarded-For", "127.0.0.1").from("192.0.2.7", false)).status())
        .isEqualTo(403);
  }

  @Test
  void worksBelowBasePathWhetherProxyStripsItOrNot() {
    rules =
        new GuardRules(
            "/mon", TrustedProxies.none(), ServerNames.of(List.of(), List.of()), false, false);

    assertThat(answer(get("/mon/open")).text()).isEqualTo("open");
    assertThat(answer(get("/open")).text()).isEqualTo("open");
    assertThat(answer(get("/mon")).headers()).containsEntry("Location", "/mon/login?next=%2F");
    assertThat(answer(get("/monopen")).status()).isEqualTo(404);
  }

  @Test
  void answersUnknownPathsAndMethods() {
    assertThat(answer(get("/nothing")).text()).isEqualTo("404 there is no such page");
    assertThat(answer(post("/open", "")).status()).isEqualTo(405);
    assertThat(answer(get("/%C3%28")).status()).isEqualTo(404);
    assertThat(answer(get("/api/v1/x")).headers())
        .containsEntry("Content-Type", "application/problem+json");
  }

  @Test
  void logsErrorsButShowsThemOnlyInDebugMode() {
    try (LogLines log = new LogLines(Guard.class)) {
      caller = USER;
      Response hidden = answer(get("/broken"));
      rules = rules(false, true);
      Response shown = answer(get("/broken"));
      caller = Caller.ANYBODY;
      Response stranger = answer(get("/broken"));

      assertThat(hidden.status()).isEqualTo(500);
      assertThat(hidden.text()).doesNotContain("made by the test");
      assertThat(shown.text()).contains("made by the test").contains("GuardTest");
      assertThat(stranger.text()).doesNotContain("made by the test");
      assertThat(log.lines())
          .hasSize(3)
          .allMatch(line -> line.contains("GET /broken") && line.contains("made by the test"));
    }
  }

  @Test
  void addsSecurityHeaders() {
    Map<String, String> plain = answer(get("/open")).headers();

    assertThat(plain)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Referrer-Policy", "same-origin")
        .containsEntry("Cache-Control", "no-store")
        .doesNotContainKey("Strict-Transport-Security");
    assertThat(plain.get("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer(get("/open").from("127.0.0.1", true)).headers())
        .containsKey("Strict-Transport-Security");
    assertThat(answer(get("/cached")).headers()).doesNotContainKey("Cache-Control");
    assertThat(answer(get("/nothing")).headers()).containsKey("X-Frame-Options");
  }

  private Response answer(Request request) {
    return new Guard(
            routes,
            r -> caller,
            () -> rules,
            (r, status, message) -> Response.of(status, "text/plain", status + " " + message))
        .answer(request);
  }

  private static GuardRules rules(boolean onlyProxies, boolean debug) {
    return new GuardRules(
        "",
        TrustedProxies.of(List.of("192.0.2.1"), new HostNames()),
        ServerNames.of(List.of(), List.of("https://mon.example.com/", "https://other.example.com")),
        onlyProxies,
        debug);
  }

  private static Request get(String address, String... headers) {
    return Request.of("GET", address, headers(headers), new byte[0]);
  }

  private static Request post(String address, String csrf, String... headers) {
    Request form = Request.post(address, Map.of("csrf", csrf));
    Map<String, String> all = headers(headers);
    all.put("Content-Type", form.header("Content-Type").orElseThrow());
    return Request.of("POST", address, all, form.body());
  }

  private static Map<String, String> headers(String... pairs) {
    Map<String, String> headers = new HashMap<>(Map.of("Host", "localhost"));
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], pairs[i + 1]);
    }
    return headers;
  }
}
