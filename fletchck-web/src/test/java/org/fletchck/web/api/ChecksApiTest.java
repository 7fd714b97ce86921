package org.fletchck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksApiTest {

  private ExampleSite example = new ExampleSite();

  @AfterEach
  void close() {
    example.close();
  }

  private List<String> names(String path) {
    Response answer = example.get(path);
    assertThat(answer.status()).isEqualTo(200);
    return ((List<?>) ExampleSite.values(answer).get("checks"))
        .stream().map(row -> String.valueOf(((Map<?, ?>) row).get("name"))).toList();
  }

  @Test
  void listsChecksInTheOrderOfTheFile() {
    assertThat(names("/checks")).containsExactly("router", "web", "backup", "all");
  }

  @Test
  void filtersByStatusTypeAndName() {
    example.stubs.at("www.example.com", CheckResult.fail("down"));
    example.site.run("web");

    assertThat(names("/checks?status=fail")).containsExactly("web");
    assertThat(names("/checks?status=fail,pending&type=remote")).containsExactly("backup");
    assertThat(names("/checks?q=ALL")).containsExactly("all");
    assertThat(names("/checks?q=none")).isEmpty();
  }

  @Test
  void paginatesChecks() {
    Map<String, Object> checks = new LinkedHashMap<>();
    for (int i = 0; i < 250; i++) {
      checks.put("check/" + i, Map.of("type", "remote"));
    }
    example.close();
    example = new ExampleSite(SiteConfig.empty().with("checks", checks));

    Map<String, Object> first = ExampleSite.values(example.get("/checks"));
    assertThat((List<?>) first.get("checks")).hasSize(100);
    assertThat(first.get("next")).isEqualTo("check/99");
    assertThat(names("/checks?after=check%2F99")).hasSize(100).startsWith("check/100");
    Map<String, Object> last = ExampleSite.values(example.get("/checks?after=check/199&limit=50"));
    assertThat((List<?>) last.get("checks")).hasSize(50);
    assertThat(last.get("next")).isNull();
  }

  @Test
  void returnsResultOfLastRun() {
    example.stubs.at("www.example.com", CheckResult.fail("down").withLevel("3 of 4"));
    example.site.run("web");

    assertThat(example.get("/checks/web").text())
        .contains("\"status\":\"fail\"")
        .contains("\"reason\":\"down\"")
        .contains("\"level\":\"3 of 4\"")
        .contains("\"log\":[\"asked www.example.com\"]")
        .contains("\"phases\":{\"connect\":0.012}");
    assertThat(example.get("/checks/web/explain").text()).contains("notified");
  }

  @Test
  void runsACheck() {
    example.stubs.at("www.example.com", CheckResult.fail("down"));

    Map<String, Object> report = ExampleSite.values(example.post("/checks/web/run", ""));

    assertThat(report).containsEntry("outcome", "ran");
    assertThat(report.get("state").toString()).contains("status=fail");
  }

  @Test
  void acceptsNewHostKey() {
    assertThat(example.post("/checks/router/accept-key", "{}").text())
        .contains("\"learned\":{\"hostkey\":\"new\"}");
  }

  @Test
  void pausesIndefinitelyOrUntilGivenTime() {
    assertThat(example.post("/checks/web/pause", "").status()).isEqualTo(200);
    assertThat(example.get("/checks/web").text()).contains("\"status\":\"paused\"");
    assertThat(example.post("/checks/web/run", "").text()).contains("\"outcome\":\"paused\"");
    assertThat(example.post("/checks/web/unpause", "").status()).isEqualTo(200);
    example.after(Duration.ofSeconds(1));
    assertThat(example.get("/checks/web").text()).contains("\"status\":\"pass\"");

    example.post("/checks/web/pause", "{\"until\": \"2026-11-21T14:00:00+01:00\"}");
    assertThat(example.get("/checks/web").text()).contains("\"status\":\"paused\"");
    example.after(Duration.ofHours(2));
    assertThat(example.get("/checks/web").text()).contains("\"status\":\"pass\"");
  }

  @Test
  void rejectsPauseUntilPastOrInvalidTime() {
    Response refused = example.post("/checks/web/pause", "{\"until\": \"2020-01-01T00:00:00Z\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(ExampleSite.paths(refused)).containsExactly("until");
    assertThat(example.post("/checks/web/pause", "{\"until\": \"tomorrow\"}").status())
        .isEqualTo(422);
  }

  @Test
  void returnsIncidentsUptimeRunsAndDeliveries() {
    example.stubs.at("www.example.com", CheckResult.fail("down"));
    example.site.run("web");
    example.after(Duration.ofMinutes(90));

    assertThat(example.get("/checks/web/incidents").text())
        .contains("\"check\":\"web\"", "\"reason\":\"down\"", "\"notified\":[\"mail\"]");
    assertThat(example.get("/incidents").text()).contains("\"check\":\"web\"");
    assertThat(example.get("/checks/web/uptime").text()).contains("\"up\":0.0");
    assertThat((List<?>) ExampleSite.values(example.get("/checks/web/runs?limit=3")).get("runs"))
        .hasSize(3);
    assertThat(example.get("/checks/web/series?step=3600").text()).contains("\"failures\":");
    assertThat(example.get("/settled").text())
        .contains("\"title\":\"FAIL: web (https)\"", "\"end\":\"delivered\"");
  }

  @Test
  void rejectsInvalidQueryParameters() {
    for (String path :
        List.of(
            "/checks/web/uptime?from=yesterday",
            "/checks/web/uptime?from=2026-11-22T00:00:00Z",
            "/checks/web/series?step=1",
            "/checks/web/series?step=60&from=2020-01-01T00:00:00Z",
            "/checks/web/series?step=99999999999",
            "/checks/web/uptime?from=-999999999-01-01T00:00:00%2B18:00",
            "/incidents?limit=0",
            "/checks?limit=1001",
            "/checks?after=nobody")) {
      Response answer = example.get(path);
      assertThat(answer.status()).as(path + answer.text()).isEqualTo(400);
      assertThat(ExampleSite.paths(answer)).as(path).hasSize(1);
    }
  }
}
