package org.fletchck.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Types;
import org.fletchck.testing.ManualScheduler;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Guard;
import org.fletchck.web.http.GuardRules;
import org.fletchck.web.http.LogLines;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginPagesTest {

  private static final String CHEAP =
      "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8";

  @TempDir private Path folder;

  private final LogLines log = new LogLines(LoginPages.class);
  private final ManualScheduler time =
      new ManualScheduler(Instant.parse("2026-11-21T00:00:00Z"), 1);
  private Path file;
  private Site site;
  private LoginLink link;
  private Guard guard;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("fletchck.conf");
    start("{'users': {'alice': '" + CHEAP + "', '': '" + CHEAP + "'}}");
  }

  private void start(String webui) throws Exception {
    if (site != null) {
      site.close();
    }
    Files.writeString(file, "{\"webui\": " + webui.replace('\'', '"') + "}\n");
    site = Site.with(Types.of()).scheduler(time).open(SiteFile.read(file).config());
    link = new LoginLink(time::nanos);
    Sessions sessions = new Sessions(time::nanos, () -> Accounts.of(site.config()));
    Routes routes =
        new Routes()
            .get("/", Access.READ, r -> Response.html(r.caller().name()))
            .get("/csrf", Access.READ, r -> Response.html(r.caller().csrf()));
    PasswordCheck passwords = new PasswordCheck(time::nanos, () -> Accounts.of(site.config()));
    new LoginPages(
            site,
            SiteEditor.inFile(site, file),
            new Templates(),
            sessions,
            link,
            passwords,
            time::nanos)
        .addTo(routes);
    guard =
        new Guard(
            routes,
            new AuthenticatedCallers(() -> Accounts.of(site.config()), sessions),
            () -> GuardRules.DEFAULT,
            (r, status, message) -> Response.html(message));
  }

  @AfterEach
  void close() {
    site.close();
    log.close();
    assertThat(log.lines()).noneMatch(line -> line.contains("guess") || line.contains("$"));
  }

  @Test
  void logsInWithCorrectPassword() {
    Response in = logIn("alice", "password", "/checks/a%20b?days=7");

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.headers()).containsEntry("Location", "/checks/a%20b?days=7");
    assertThat(answer(get("/", in)).text()).isEqualTo("alice");
    assertThat(answer(get("/login", in)).headers()).containsEntry("Location", "/");
    assertThat(log.lines()).containsExactly("INFO alice logged in");
  }

  @Test
  void rejectsWrongPasswordAndUnknownUserAlike() {
    Response wrong = logIn("alice", "passwords", "/");
    Response unknown = logIn("mallory", "password", "/");
    Response dummy = logIn("", "password", "/");

    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.headers()).doesNotContainKey("Set-Cookie");
    assertThat(wrong.text()).contains("Wrong name or password").contains("alice");
    assertThat(unknown.text().replace("mallory", "alice")).isEqualTo(wrong.text());
    assertThat(dummy.status()).isEqualTo(403);
  }

  @Test
  void ignoresRedirectTargetsOutsideSite() {
    for (String next :
        new String[] {
          "//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nX: y", "evil"
        }) {
      assertThat(logIn("alice", "password", next).headers())
          .as(next)
          .containsEntry("Location", "/");
      time.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void allowsFiveAttemptsPerMinutePerAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(logIn("name " + i, "guess", "/").status()).isEqualTo(403);
    }
    Response more = logIn("alice", "password", "/");

    assertThat(more.status()).isEqualTo(429);
    assertThat(more.headers()).containsEntry("Retry-After", "60");
    assertThat(answer(form("alice", "password", "/").from("192.0.2.1", false)).status())
        .isEqualTo(303);
  }

  @Test
  void allowsLoginFromOtherAddressesDuringGuessing() {
    for (int i = 0; i < 10; i++) {
      logIn("alice", "guess", "/");
    }

    assertThat(logIn("alice", "password", "/").status())
        .as("where the guesses came from")
        .isEqualTo(429);
    assertThat(from("192.0.2.1", "alice", "password").status()).isEqualTo(303);
    time.advance(Duration.ofMinutes(1));
    assertThat(logIn("alice", "password", "/").status()).isEqualTo(303);
  }

  @Test
  void doesNotCountSuccessfulLogins() {
    for (int i = 0; i < 30; i++) {
      assertThat(logIn("alice", "password", "/").status()).isEqualTo(303);
    }
  }

  @Test
  void allowsKnownBrowserFromBlockedAddress() throws Exception {
    String cookie = device(logIn("alice", "password", "/"));
    for (int i = 0; i < 10; i++) {
      logIn("alice", "guess", "/");
    }

    assertThat(withCookie(cookie, "alice", "password").status()).isEqualTo(303);
    assertThat(withCookie(cookie + "x", "alice", "password").status()).isEqualTo(429);
    assertThat(withCookie(cookie, "bob", "password").status()).as("of another").isEqualTo(429);
    for (int i = 0; i < 5; i++) {
      assertThat(withCookie(cookie, "alice", "guess").status()).isEqualTo(403);
    }
    assertThat(withCookie(cookie, "alice", "guess").status()).as("stolen").isEqualTo(429);
  }

  @Test
  void limitsGuessesPerHourButAllowsKnownClients() {
    String cookie = device(logIn("alice", "password", "/"));
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      compared += from("198.51.100." + i % 250, "alice", "guess").status() == 403 ? 1 : 0;
      time.advance(Duration.ofSeconds(2));
    }

    assertThat(compared).isEqualTo(100);
    Response stranger = from("192.0.2.1", "alice", "password");
    assertThat(stranger.status()).isEqualTo(429);
    assertThat(stranger.headers()).containsEntry("Retry-After", "3600");
    assertThat(from("192.0.2.1", "mallory", "guess").status()).as("others").isEqualTo(403);
    assertThat(logIn("alice", "password", "/").status()).as("a known address").isEqualTo(303);
    Request elsewhere = cookie(cookie, "alice", "password").from("203.0.113.1", false);
    assertThat(answer(elsewhere).status()).as("a known browser").isEqualTo(303);
    time.advance(Duration.ofHours(1));
    assertThat(from("192.0.2.1", "alice", "password").status()).isEqualTo(303);
  }

  private Response from(String address, String name, String password) {
    return answer(form(name, password, "/").from(address, false));
  }

  private Response withCookie(String cookie, String name, String password) {
    return answer(cookie(cookie, name, password));
  }

  private static Request cookie(String cookie, String name, String password) {
    Request form = form(name, password, "/");
    return Request.of(
        "POST",
        "/login",
        Map.of(
            "Host",
            "localhost",
            "Cookie",
            cookie,
            "Content-Type",
            form.header("Content-Type").orElseThrow()),
        form.body());
  }

  /** Returns the cookie by which a browser is known. */
  private static String device(Response in) {
    return in.headers()
        .get("Set-Cookie")
        .lines()
        .filter(line -> line.startsWith("fletchck-device="))
        .findFirst()
        .orElseThrow()
        .replaceFirst(";.*", "");
  }

  @Test
  void treatsIpv6SubnetAsOneAddress() {
    for (int i = 0; i < 5; i++) {
      answer(form("name " + i, "guess", "/").from("2001:db8:0:7:0:0:0:" + i, false));
    }

    assertThat(answer(form("a", "b", "/").from("2001:db8:0:7:9:9:9:9", false)).status())
        .isEqualTo(429);
    assertThat(answer(form("a", "b", "/").from("2001:db8:0:8:0:0:0:1", false)).status())
        .isEqualTo(403);
  }

  @Test
  void logsOut() {
    Response in = logIn("alice", "password", "/");
    Request home = get("/", in);
    String csrf = answer(get("/csrf", in)).text();

    Request out =
        Request.of(
            "POST",
            "/logout",
            Map.of(
                "Host",
                "localhost",
                "Cookie",
                home.header("Cookie").orElseThrow(),
                "X-CSRF-Token",
                csrf),
            new byte[0]);

    assertThat(answer(out).headers())
        .containsEntry("Location", "/login")
        .hasEntrySatisfying("Set-Cookie", c -> assertThat(c).contains("Max-Age=0"));
    assertThat(answer(home).status()).isEqualTo(303);
  }

  @Test
  void rehashesForeignHashOnceAndKeepsSession() throws Exception {
    start("{'users': {'bob': 'x', 'alice': '" + CHEAP + "'}}");

    Response in = logIn("alice", "password", "/");

    Map<String, String> users = Accounts.of(SiteFile.read(file).config()).users();
    assertThat(users.keySet()).containsExactly("bob", "alice");
    assertThat(users.get("alice")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(answer(get("/", in)).text()).isEqualTo("alice");
    String after = Files.readString(file, UTF_8);
    assertThat(logIn("alice", "password", "/").status()).isEqualTo(303);
    assertThat(Files.readString(file, UTF_8)).isEqualTo(after);
  }

  @Test
  void logsInEvenIfFileCannotBeSaved() throws Exception {
    Files.writeString(file, "broken");

    assertThat(logIn("alice", "password", "/").status()).isEqualTo(303);
    assertThat(Files.readString(file, UTF_8)).isEqualTo("broken");
  }

  @Test
  void acceptsConsoleLinkOnceAndOnlyFromLoopback() throws Exception {
    start("{}");
    String path = link.renew();
    String code = path.substring(path.indexOf('=') + 1);

    assertThat(answer(get("/login", null)).text()).contains("There are no users yet.");
    assertThat(answer(get(path, null)).text()).contains(code).contains("It works only once.");
    assertThat(useLink(code, "192.0.2.1").status()).isEqualTo(403);
    assertThat(useLink("guess", "127.0.0.1").status()).isEqualTo(403);
    Response in = useLink(code, "127.0.0.1");
    assertThat(answer(get("/", in)).text()).isEqualTo("console");
    assertThat(useLink(code, "127.0.0.1").status()).isEqualTo(403);
    assertThat(logIn("", "", "/").status()).isEqualTo(403);
  }

  @Test
  void expiresConsoleLinkOnTimeoutNewLinkOrFirstUser() throws Exception {
    start("{}");
    String old = link.renew().replaceFirst(".*=", "");
    String late = link.renew().replaceFirst(".*=", "");

    assertThat(useLink(old, "127.0.0.1").status()).isEqualTo(403);
    time.advance(Duration.ofMinutes(15));
    assertThat(useLink(late, "127.0.0.1").status()).isEqualTo(403);
    String users = link.renew().replaceFirst(".*=", "");
    site.apply(Accounts.withUser(site.config(), "alice", CHEAP));
    assertThat(useLink(users, "::1").status()).isEqualTo(403);
  }

  private Response useLink(String code, String address) {
    return answer(post("/login", Map.of("code", code)).from(address, false));
  }

  private Response logIn(String name, String password, String next) {
    return answer(form(name, password, next));
  }

  private static Request form(String name, String password, String next) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", name);
    fields.put("password", password);
    fields.put("next", next);
    return post("/login", fields);
  }

  private Response answer(Request request) {
    return guard.answer(request);
  }

  private static Request post(String path, Map<String, String> fields) {
    Request form = Request.post(path, fields);
    return Request.of(
        "POST",
        path,
        Map.of("Host", "localhost", "Content-Type", form.header("Content-Type").orElseThrow()),
        form.body());
  }

  /** Asks as the browser does that got this answer. */
  private static Request get(String path, Response before) {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Host", "localhost"));
    if (before != null) {
      headers.put("Cookie", before.headers().get("Set-Cookie").replaceFirst("(?s);.*", ""));
    }
    return Request.of("GET", path, headers, new byte[0]);
  }
}
