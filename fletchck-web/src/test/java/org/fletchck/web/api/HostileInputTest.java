package org.fletchck.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route with input that it can't have expected. */
class HostileInputTest {

  private ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"text\"",
        "1",
        "{",
        "{}{}",
        "not json",
        "{\"a\":1,\"a\":2}",
        "{\"type\":1e999,\"name\":1e999}",
        "{\"type\":{\"a\":[]},\"name\":[null],\"config\":7}",
        "{\"type\":\"https\",\"options\":[],\"name\":\"a\",\"config\":{\"type\":[]}}",
        "{\"type\":\"https\",\"options\":{\"port\":1e400,\"hostname\":null},\"trigger\":7}",
        "{\"name\":\"a\",\"config\":{\"type\":\"https\",\"options\":{\"hostname\":{\"b\":1e999}}}}",
        "{\"name\":\"\\ud800\",\"config\":{\"type\":\"remote\"}}",
        "\u0000"
      })
  void rejectsInvalidBodiesWithClientError(String body) {
    for (Route route : example.routes().all()) {
      if (!route.method().equals("GET")) {
        Response answer =
            example.ask(
                route.method(),
                route.pattern().replace("{name}", "web"),
                body,
                Map.of("If-Match", "*"));
        assertProblem(route, answer);
      }
    }
    assertThat(example.site.config().checks()).containsOnlyKeys("router", "web", "backup", "all");
  }

  private static void assertProblem(Route route, Response answer) {
    String what = route.method() + " " + route.pattern() + ": " + answer.text();
    boolean bodyless = route.method().equals("DELETE");
    if (!bodyless) {
      assertThat(answer.status()).as(what).isBetween(400, 499);
      assertThat(answer.headers()).as(what).containsEntry("Content-Type", ProblemDetails.TYPE);
      assertThat(ExampleSite.values(answer)).as(what).containsEntry("status", answer.status());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} {} | expected the end, found another value",
        "{\"a\": 1, \"a\": 2} | duplicate name a",
        "{\"password\": s3cret} | expected a value, found a word; strings need",
        "{\"a\": 1,} | found } too early",
        "{\"a\": | the text ends too early",
        "{\"a\": 01} | a number can't have leading zeros",
        "{\"a\": NaN} | expected a number, found a word"
      })
  void describesInvalidJsonInOwnWords(String body, String words) {
    Response answer = example.put("/checks/web/config", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .contains("the body isn't JSON: ")
        .containsPattern("line 1, column \\d+: \\Q" + words)
        .doesNotContain("s3cret", "Stream", "Feature", "Trailing", "JsonToken");
  }

  @Test
  void rejectsDeepNestingWithClientError() {
    String deep = "{\"type\":" + "[".repeat(100_000);
    assertThat(example.put("/checks/web/config", deep))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
        .extracting(Response::text)
        .asString()
        .contains("objects and lists are nested more than 50 levels deep");
    for (int depth = 45; depth < 55; depth++) {
      String closed = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      assertThat(example.put("/checks/web/config", closed).status()).isBetween(400, 499);
    }
  }

  @Test
  void returnsNotFoundForUnknownNames() {
    for (Route route : example.routes().all()) {
      if (route.pattern().contains("{name}")) {
        String path = route.pattern().replace("{name}", "%3Cno%20such%3E");
        Response answer = example.ask(route.method(), path, "", Map.of("If-Match", "*"));
        assertThat(answer.status()).as(route.method() + path + answer.text()).isEqualTo(404);
      }
    }
  }

  @Test
  void requiresWriteAccessForChanges() {
    assertThat(example.routes().all())
        .allMatch(r -> r.access() == (r.method().equals("GET") ? Access.READ : Access.WRITE));
  }

  @Test
  void acceptsNamesWithAnyCharacters() {
    List<String> names =
        List.of("a/b", "a b", "ä\n\t", "\"'<script>", "..", "%2F", "x".repeat(5_000), "?#&+");
    Map<String, Object> checks = new LinkedHashMap<>();
    names.forEach(name -> checks.put(name, Map.of("type", "remote")));
    example.close();
    example = new ExampleSite(SiteConfig.empty().with("checks", checks));
    for (String name : names) {
      String path = "/checks/" + percent(name);
      assertThat(ExampleSite.values(example.get(path))).containsEntry("name", name);
      assertThat(example.post(path + "/report", "").status()).isEqualTo(200);
      assertThat(example.put(path + "/config", "{\"type\":\"remote\",\"note\":\"n\"}").status())
          .isEqualTo(200);
      assertThat(example.ask("DELETE", path, "", Map.of()).status()).isEqualTo(200);
    }
    assertThat(example.site.config().checks()).isEmpty();
  }

  private static String percent(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
