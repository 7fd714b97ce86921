package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.junit.jupiter.api.Test;

class DependencyPageTest {

  @Test
  void drawsAndListsDependencies() throws Exception {
    try (Web web =
        Web.of(
            Web.check("router"),
            Web.check("files").dependsOn("router"),
            CheckConfig.of("all", "sequence").option("checks", List.of("files")),
            Web.check("alone"))) {
      web.breaks("router", "x").breaks("files", "x").pass(Duration.ofHours(1));

      String page = web.get("/dependencies");
      assertThat(page).contains("<title>router: Fail</title>", "<title>files: Unreachable</title>");
      assertThat(page).contains("class=\"edge broken\"", "class=\"edge member\"");
      assertThat(page).contains("1 check has no dependencies and no dependents.");
      String list = page.substring(page.indexOf("As a list"));
      assertThat(list)
          .contains("<td data-label=\"Depends on\"><a href=\"/checks/router\">router</a>");
      assertThat(list).contains("<td data-label=Members><a href=\"/checks/files\">");
      assertThat(list).doesNotContain(">alone<");
    }
  }

  @Test
  void showsCycles() throws Exception {
    try (Web web = Web.of(Web.check("a").dependsOn("b"), Web.check("b").dependsOn("a"))) {
      assertThat(web.get("/dependencies"))
          .contains("These checks depend on each other in a cycle: a → b → a.");
    }
  }

  @Test
  void collapsesManyPassingChecksIntoOneNode() throws Exception {
    List<CheckConfig> checks = new ArrayList<>(List.of(Web.check("gate")));
    for (int i = 0; i < 199; i++) {
      checks.add(Web.check("host " + i).dependsOn("gate"));
    }
    try (Web web = Web.of(checks.toArray(new CheckConfig[0]))) {
      web.breaks("host 7", "x").pass(Duration.ofMinutes(5));
      String page = web.get("/dependencies");
      assertThat(page).contains("198 checks pass</text>", "<title>host 7: Fail</title>");
      assertThat(page).contains(">host 150</a>");
    }
  }

  @Test
  void explainsUplinkOfSeveralChecks() throws Exception {
    SiteConfig config = SiteConfig.empty();
    for (String name : List.of("a", "b", "c", "web", "shop")) {
      config = config.withCheck(Web.check(name));
    }
    try (Web web = new Web(config.with("uplink", List.of("a", "b")))) {
      web.pass(Duration.ofMinutes(2));
      assertThat(web.get("/dependencies"))
          .contains("3 checks need the uplink. For it to be up, one of these must pass: <a href=")
          .doesNotContain("no dependencies")
          .doesNotContain("No check depends");
      assertThat(web.get("/checks/web"))
          .contains("<h3>Uplink: one of these must pass</h3>")
          .contains("href=\"/checks/b\"");
      assertThat(web.get("/checks/a")).doesNotContain("must pass");

      Map<String, Object> two = Map.of("checks", List.of("a", "b", "c"), "need", 2);
      web.site.apply(web.site.config().with("uplink", two));
      web.breaks("a", "x").breaks("c", "x").breaks("web", "x").pass(Duration.ofMinutes(3));
      assertThat(web.get("/dependencies")).contains("For it to be up, 2 of these must pass:");
      assertThat(web.get("/checks/web")).contains("because of a");
    }
  }

  @Test
  void showsThatThereAreNoDependencies() throws Exception {
    try (Web web = Web.of(Web.check("alone"))) {
      assertThat(web.get("/dependencies")).contains("No check depends on another");
    }
  }

  @Test
  void placesNodesRightOfTheirDependencies() {
    Map<String, List<String>> graph = new LinkedHashMap<>();
    graph.put("d", List.of("b", "c"));
    graph.put("b", List.of("a"));
    graph.put("c", List.of("b"));
    graph.put("a", List.of());
    assertThat(LayeredGraphLayout.of(graph))
        .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
  }

  @Test
  void placesNodesNearTheirNeighbours() {
    Map<String, List<String>> graph = new LinkedHashMap<>();
    graph.put("one", List.of());
    graph.put("two", List.of());
    graph.put("needs two", List.of("two"));
    graph.put("needs one", List.of("one"));
    assertThat(LayeredGraphLayout.of(graph).get(0)).containsExactly("one", "two");
    assertThat(LayeredGraphLayout.of(graph).get(1)).containsExactly("needs one", "needs two");
  }
}
