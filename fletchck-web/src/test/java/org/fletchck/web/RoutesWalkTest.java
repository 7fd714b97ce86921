package org.fletchck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.LoginPages;
import org.fletchck.web.auth.Tokens;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.LogLines;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks everything that can be asked in all the ways that are to be refused. */
class RoutesWalkTest {

  /** Makes what a route is asked to do impossible, so that a missing refusal does no harm. */
  private static final String NOBODY = "no such thing";

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private static final LogLines LOG = new LogLines(LoginPages.class);
  private static final Tokens.CreatedToken READER = Tokens.create(Access.READ);
  private static final Site SITE =
      Site.with(Types.of())
          .onDemand()
          .open(Accounts.withNewToken(SiteConfig.empty(), "reader", READER));
  private static final WebServer WEB = WebServer.of(SITE, SiteEditor.inMemory(SITE));
  private static final Map<String, String> SESSION = session();

  @AfterAll
  static void close() {
    SITE.close();
    LOG.close();
  }

  private static Map<String, String> session() {
    String code = WEB.pages().link().renew().replaceFirst(".*code=", "");
    Response in = answer("POST", LoginPages.PATH, FORM, "code=" + code);
    String cookie = in.headers().get("Set-Cookie");
    return Map.of("Cookie", cookie.replaceFirst(";.*", ""));
  }

  static Stream<Route> routes() {
    return WEB.pages().routes().all().stream();
  }

  static Stream<Route> guarded() {
    return routes().filter(route -> route.access() != Access.PUBLIC);
  }

  static Stream<Route> changing() {
    return routes().filter(route -> !route.method().equals("GET"));
  }

  static Stream<Route> changingWithSession() {
    return guarded().filter(route -> !route.method().equals("GET"));
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void rejectsUnauthenticatedRequests(Route route) {
    Response refused = answer(route, Map.of());

    if (route.isApi()) {
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.headers()).containsEntry("Content-Type", "application/problem+json");
    } else {
      assertThat(refused.status()).isEqualTo(303);
      assertThat(refused.headers().get("Location")).startsWith(LoginPages.PATH);
    }
    assertThat(answer(route, Map.of("Cookie", "fletchck=guess")).status())
        .isEqualTo(refused.status());
    assertThat(answer(route, Map.of("Authorization", "Bearer guess")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("changing")
  void rejectsChangesWithReadOnlyToken(Route route) {
    Response answer = answer(route, Map.of("Authorization", "Bearer " + READER.token()));

    boolean needsWrite = route.access() == Access.WRITE;
    assertThat(answer.status() == 403 || !needsWrite).as(route.pattern()).isTrue();
    assertThat(route.access() == Access.WRITE || isAboutSessions(route))
        .as("%s %s changes something and needs no right to", route.method(), route.pattern())
        .isTrue();
  }

  private static boolean isAboutSessions(Route route) {
    return route.pattern().equals(LoginPages.PATH) || route.pattern().equals("/logout");
  }

  @ParameterizedTest
  @MethodSource("changingWithSession")
  void requiresCsrfTokenOfSession(Route route) {
    assertThat(answer(route, SESSION).status()).isEqualTo(403);
    assertThat(answer(route, with(SESSION, "X-CSRF-Token", "guess")).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("changing")
  void rejectsCrossOriginChanges(Route route) {
    for (Map<String, String> foreign :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Sec-Fetch-Site", "same-site"))) {
      assertThat(answer(route, foreign).status()).isEqualTo(403);
      Map<String, String> known = new LinkedHashMap<>(SESSION);
      known.putAll(foreign);
      assertThat(answer(route, known).status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void rejectsCrossOriginRequestsWithSession(Route route) {
    assertThat(answer(route, with(SESSION, "Origin", "https://evil.example")).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void rejectsForeignHostHeader(Route route) {
    Map<String, String> known = with(SESSION, "Host", "evil.example");

    assertThat(answer(route, known).status()).isEqualTo(421);
    assertThat(answer(route, Map.of("Host", "localhost.evil.example")).status()).isEqualTo(421);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static Response answer(Route route, Map<String, String> headers) {
    String path = route.pattern().replaceAll("\\{[^}]*\\}", NOBODY.replace(" ", "%20"));
    return answer(route.method(), path, headers, "");
  }

  private static Response answer(
      String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("Host", "localhost"));
    all.putAll(headers);
    return WEB.pages().answer(Request.of(method, path, all, body.getBytes(StandardCharsets.UTF_8)));
  }
}
