package org.fletchck.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.testing.ManualScheduler;
import org.fletchck.web.Stubs;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.pages.ActivityLog;

/** A site as in the examples of the document, and its API without sockets. */
final class ExampleSite implements AutoCloseable {

  static final String SECRET = "hunter2-must-not-show";
  private static final Caller ANNA = new Caller("anna", Access.WRITE, "");

  final Stubs stubs = new Stubs();
  final ManualScheduler time = new ManualScheduler(Instant.parse("2026-11-21T12:00:00Z"), 1);
  final Site site;
  final Api api;
  private final Routes routes = new Routes();

  ExampleSite() {
    this(
        """
        {
          "timezone": "UTC",
          "grace": 0,
          "webui": {
            "name": "Example",
            "users": {"": "dummy", "anna": "$argon2id$SECRET"},
            "tokens": {"prometheus": "read:%s"}
          },
          "actions": {
            "mail": {"type": "box", "options": {"hostname": "mail.example.com", "password": "SECRET"}}
          },
          "checks": {
            "router": {"type": "https", "options": {"hostname": "router.key"}},
            "web": {
              "type": "https",
              "trigger": {"interval": {"minutes": 10}},
              "depends": ["router"],
              "actions": ["mail"],
              "options": {
                "hostname": "www.example.com", "username": "monitor", "password": "SECRET"
              }
            },
            "backup": {"type": "remote", "actions": ["mail"]},
            "all": {"type": "sequence", "options": {"checks": ["web", "router"]}}
          }
        }
        """
            .replace("SECRET", SECRET)
            .formatted("0123456789abcdef".repeat(4)));
  }

  ExampleSite(String json) {
    this(SiteConfig.of(SiteFile.parse(json)));
  }

  ExampleSite(SiteConfig config) {
    site = Site.with(stubs.types()).scheduler(time).open(config);
    PasswordCheck passwords = new PasswordCheck(time::nanos, () -> Accounts.of(site.config()));
    api = new Api(site, SiteEditor.inMemory(site), ActivityLog.of(site), passwords);
    api.addTo(routes);
  }

  /** Lets some time pass in which checks run by their triggers. */
  ExampleSite after(Duration passed) {
    time.advance(passed);
    return this;
  }

  Routes routes() {
    return routes;
  }

  Response get(String path) {
    return ask("GET", path, "", Map.of());
  }

  Response post(String path, String body) {
    return ask("POST", path, body, Map.of());
  }

  /** Replaces something, whatever it is. */
  Response put(String path, String body) {
    return ask("PUT", path, body, Map.of("If-Match", "*"));
  }

  Response ask(String method, String path, String body, Map<String, String> headers) {
    try {
      String address = path.startsWith(Api.ROOT) ? path : Api.ROOT + path;
      return routes.handle(Request.of(method, address, headers, body.getBytes(UTF_8)).by(ANNA));
    } catch (Exception e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  /** Returns an answer as plain Java values. */
  static Map<String, Object> values(Response response) {
    return SiteFile.parse(response.text());
  }

  /** Returns the paths that an error tells of. */
  static List<String> paths(Response response) {
    return problems(response).stream().map(problem -> String.valueOf(problem.get("path"))).toList();
  }

  /** Returns what is wrong by an answer. */
  static List<Map<?, ?>> problems(Response response) {
    return values(response).get("problems") instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList()
        : List.of();
  }

  @Override
  public void close() {
    site.close();
  }
}
