package org.fletchck.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.testing.ManualScheduler;
import org.fletchck.web.Stubs;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final Stubs stubs = new Stubs();
  private Site site = open(SiteConfig.empty());

  @AfterEach
  void close() {
    site.close();
  }

  private Site open(SiteConfig config) {
    return Site.with(stubs.types())
        .scheduler(new ManualScheduler(START, 1))
        .open(config.with("grace", 0));
  }

  private void use(SiteConfig config) {
    site.close();
    site = open(config);
  }

  private static CheckConfig web(String name) {
    return CheckConfig.of(name, "https").option("hostname", name);
  }

  private Response ask(String path, String accept) throws Exception {
    Routes routes = new Routes();
    new Metrics(site).addTo(routes);
    return routes.handle(Request.of("GET", path, Map.of("Accept", accept), new byte[0]));
  }

  private List<String> lines() throws Exception {
    return ask("/metrics", "").text().lines().toList();
  }

  @Test
  void exposesStateOfCheck() throws Exception {
    stubs.at(
        "a",
        CheckResult.fail("broken")
            .withLevel("91.5%")
            .withDetail("notAfter", "2027-01-01T00:00:00Z"));
    use(SiteConfig.empty().withCheck(web("a")));
    site.run("a");

    assertThat(lines())
        .contains(
            "fletchck_check_state{check=\"a\",status=\"fail\",type=\"https\"} 1.0",
            "fletchck_check_state{check=\"a\",status=\"pass\",type=\"https\"} 0.0",
            "fletchck_check_last_run_timestamp_seconds{check=\"a\"} 1.7952192E9",
            "fletchck_check_failures{check=\"a\"} 1.0",
            "fletchck_check_duration_seconds{check=\"a\",phase=\"connect\"} 0.012",
            "fletchck_check_level{check=\"a\",unit=\"%\"} 91.5",
            "fletchck_check_certificate_expiry_timestamp_seconds{check=\"a\"} 1.7987616E9",
            "fletchck_check_inert{check=\"a\"} 0.0");
  }

  /** Dashboards and alert rules of users go by them. */
  @Test
  void keepsMetricNamesStable() throws Exception {
    stubs.at(
        "a", CheckResult.pass().withLevel("91.5%").withDetail("notAfter", "2027-01-01T00:00:00Z"));
    use(SiteConfig.empty().withCheck(web("a")).withAction(ActionConfig.of("mail", "box")));
    site.run("a");

    assertThat(lines().stream().filter(line -> line.startsWith("fletchck_")))
        .extracting(line -> line.replaceFirst(" [^ ]*$", ""))
        .containsExactlyInAnyOrder(
            """
            fletchck_action_inert{action="mail"}
            fletchck_check_certificate_expiry_timestamp_seconds{check="a"}
            fletchck_check_duration_seconds{check="a",phase="connect"}
            fletchck_check_failures{check="a"}
            fletchck_check_inert{check="a"}
            fletchck_check_last_run_timestamp_seconds{check="a"}
            fletchck_check_level{check="a",unit="%"}
            fletchck_check_state{check="a",status="fail",type="https"}
            fletchck_check_state{check="a",status="pass",type="https"}
            fletchck_check_state{check="a",status="paused",type="https"}
            fletchck_check_state{check="a",status="pending",type="https"}
            fletchck_check_state{check="a",status="unreachable",type="https"}
            fletchck_outbox_depth{action="mail"}
            fletchck_outbox_oldest_seconds
            fletchck_problems{severity="error"}
            fletchck_problems{severity="warning"}
            fletchck_scheduler_lag_seconds
            fletchck_shortage{resource="buffers"}
            fletchck_shortage{resource="descriptors"}
            fletchck_shortage{resource="memory"}
            fletchck_shortage{resource="ports"}
            fletchck_shortage{resource="threads"}
            fletchck_store_problem
            """
                .split("\n"));
  }

  @Test
  void omitsNonNumericValues() throws Exception {
    stubs.at("a", CheckResult.pass().withLevel("3 of 4").withDetail("notAfter", "soon"));
    use(SiteConfig.empty().withCheck(web("a")));
    site.run("a");

    assertThat(lines()).noneMatch(line -> line.startsWith("fletchck_check_level{"));
    assertThat(lines()).noneMatch(line -> line.startsWith("fletchck_check_certificate"));
  }

  @Test
  void exposesHealthOfMonitorAndJvm() throws Exception {
    use(
        SiteConfig.empty()
            .withAction(ActionConfig.of("mail", "box"))
            .withAction(ActionConfig.of("odd", "nothing"))
            .withCheck(CheckConfig.of("wrong", "https")));

    assertThat(lines())
        .contains(
            "fletchck_outbox_depth{action=\"odd\"} 0.0",
            "fletchck_outbox_oldest_seconds 0.0",
            "fletchck_action_inert{action=\"odd\"} 1.0",
            "fletchck_check_inert{check=\"wrong\"} 1.0",
            "fletchck_scheduler_lag_seconds 0.0",
            "fletchck_store_problem 0.0")
        .anyMatch(line -> line.matches("fletchck_problems\\{severity=\"error\"} [1-9].*"))
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
        .anyMatch(line -> line.startsWith("jvm_threads_current "))
        .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{gc="))
        .anyMatch(line -> line.startsWith("process_cpu_seconds_total "));
  }

  @Test
  void countsOutboxEntries() throws Exception {
    stubs.at("a", CheckResult.fail("broken"));
    use(
        SiteConfig.empty()
            .withAction(ActionConfig.of("mail", "box").option("url", "https://x/refuse"))
            .withCheck(web("a").actions("mail")));
    site.run("a");

    assertThat(lines()).contains("fletchck_outbox_depth{action=\"mail\"} 1.0");
  }

  @Test
  void escapesSpecialCharactersInNames() throws Exception {
    String name = "a\"b\\c\nd{}</script>é";
    use(SiteConfig.empty().withCheck(web(name)));

    assertThat(lines())
        .contains("fletchck_check_failures{check=\"a\\\"b\\\\c\\nd{}</script>é\"} 0.0");
  }

  @Test
  void negotiatesContentType() throws Exception {
    assertThat(ask("/metrics", "").headers().get("Content-Type"))
        .startsWith("text/plain; version=0.0.4");
    assertThat(ask("/metrics", "application/vnd.google.protobuf").headers().get("Content-Type"))
        .startsWith("text/plain; version=0.0.4");
    Response open = ask("/metrics", "application/openmetrics-text;version=1.0.0");
    assertThat(open.headers().get("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(open.text()).endsWith("# EOF\n");
  }

  @Test
  void requiresReadAccessExceptForHealth() {
    Routes routes = new Routes();
    new Metrics(site).addTo(routes);

    assertThat(routes.all())
        .extracting(route -> route.pattern() + " " + route.access())
        .containsExactly("/metrics " + Access.READ, "/healthz " + Access.PUBLIC);
  }

  @Test
  void isHealthyWhileSchedulerAndStoreAre() throws Exception {
    assertThat(ask("/healthz", "").status()).isEqualTo(200);
    assertThat(ask("/healthz", "").text()).isEqualTo("ok\n");
  }

  @Test
  void showsOnlyProblemCountsToAnonymousCallers() throws Exception {
    use(
        SiteConfig.empty()
            .withAction(ActionConfig.of("hushed", "nothing"))
            .withCheck(CheckConfig.of("hidden", "https")));

    Response answer = ask("/healthz", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            """
            ok
            1 check is misconfigured and can't run
            1 action is misconfigured and can't send
            """);
  }

  @Test
  void showsProblemsToKnownCallers() throws Exception {
    use(SiteConfig.empty().withCheck(CheckConfig.of("hidden", "https")));
    Routes routes = new Routes();
    new Metrics(site).addTo(routes);
    Request request = Request.get("/healthz").by(new Caller("anna", Access.READ, ""));

    assertThat(routes.handle(request).text())
        .contains("checks.hidden.options.hostname: is missing");
  }

  @Test
  void isNotHealthyWhenStatesCannotBeSaved() throws Exception {
    site.close();
    site = Site.with(stubs.types()).store(new FullStore()).open(SiteConfig.empty());

    assertThat(ask("/healthz", "").status()).isEqualTo(503);
    assertThat(ask("/healthz", "").text()).isEqualTo("states can't be saved\n");
    assertThat(lines()).contains("fletchck_store_problem 1.0");
  }

  @Test
  void isNotHealthyWhenSchedulerLags() throws Exception {
    site.close();
    ManualScheduler time = new ManualScheduler(Instant.parse("2026-11-21T00:00:00Z"), 1);
    time.lag(Duration.ofMinutes(3));
    site = Site.with(stubs.types()).scheduler(time).open(SiteConfig.empty());

    assertThat(ask("/healthz", "").status()).isEqualTo(503);
    assertThat(ask("/healthz", "").text()).isEqualTo("scheduled work doesn't begin in time\n");
    assertThat(lines()).contains("fletchck_scheduler_lag_seconds 180.0");
  }

  @Test
  void exposesThousandChecks() throws Exception {
    SiteConfig config = SiteConfig.empty();
    Map<String, Object> checks = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      checks.put("check " + i, web("host" + i).raw());
    }
    use(config.with("checks", checks));

    assertThat(lines()).filteredOn(l -> l.startsWith("fletchck_check_state{")).hasSize(5_000);
  }
}
