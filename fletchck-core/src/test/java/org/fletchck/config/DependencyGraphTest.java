package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

  @Test
  void listsKnownDependenciesInOrderAndTheirDependents() {
    DependencyGraph graph = graph(disk("a"), disk("b"), disk("c").dependsOn("b", "x", "a", "b"));

    assertThat(graph.dependencies("c")).containsExactly("b", "a");
    assertThat(graph.dependents("a")).containsExactly("c");
    assertThat(graph.dependencies("x")).isEmpty();
    assertThat(graph.dependents("x")).isEmpty();
  }

  @Test
  void ordersMembersByPriorityThenAsListed() {
    DependencyGraph graph =
        graph(
            disk("a").priority(2),
            disk("b"),
            disk("c").priority(-1),
            disk("d"),
            sequence("s", "d", "a", "b", "gone", "c"));

    assertThat(graph.members("s")).containsExactly("c", "d", "b", "a");
    assertThat(graph.holders("a")).containsExactly("s");
  }

  @Test
  void findsTransitiveDependents() {
    DependencyGraph graph =
        graph(disk("a"), disk("b").dependsOn("a"), disk("c").dependsOn("b"), sequence("s", "c"));

    assertThat(graph.allDependents("a")).containsExactly("b", "c");
  }

  @Test
  void networkChecksDependOnUplinkExceptItsOwnDependencies() {
    SiteConfig site =
        site(
                https("line").dependsOn("router"),
                https("router"),
                https("web").dependsOn("gw"),
                disk("disk"),
                https("gw"))
            .with("uplink", "line");
    DependencyGraph graph = DependencyGraph.of(site, StubTypes.ALL);

    assertThat(graph.dependencies("web")).containsExactly("gw", "line");
    assertThat(graph.dependencies("gw")).containsExactly("line");
    assertThat(graph.dependencies("line")).containsExactly("router");
    assertThat(graph.dependencies("router")).isEmpty();
    assertThat(graph.dependencies("disk")).isEmpty();
    assertThat(graph.dependents("line")).containsExactly("web", "gw");
  }

  @Test
  void checksOfListedUplinkBlockNothingThemselves() {
    SiteConfig site =
        site(https("l1"), https("l2").dependsOn("gw"), https("gw"), https("web"), disk("disk"))
            .with("uplink", List.of("l1", "l2", "gone"));
    DependencyGraph graph = DependencyGraph.of(site, StubTypes.ALL);

    assertThat(graph.dependencies("web")).isEmpty();
    assertThat(graph.dependents("l1")).isEmpty();
    assertThat(graph.uplink().checks()).containsExactly("l1", "l2");
    assertThat(graph.uplink().dependents()).containsExactly("web");
    assertThat(graph.uplink().sharedBy("web")).containsExactly("l1", "l2");
    assertThat(graph.uplink().sharedBy("l1")).isEmpty();
    assertThat(graph.uplink().sharedBy("gw")).isEmpty();
    assertThat(graph.cycles()).isEmpty();
  }

  @Test
  void sharedDependencyOfUplinkChecksBlocksAllBehindUplink() {
    SiteConfig site =
        site(
            https("l1").dependsOn("gw"),
            https("l2").dependsOn("gw", "other"),
            https("gw"),
            https("other"),
            https("web"),
            disk("behind web").dependsOn("web"));
    DependencyGraph list =
        DependencyGraph.of(site.with("uplink", List.of("l1", "l2")), StubTypes.ALL);
    Map<String, Object> both = Map.of("checks", List.of("l1", "l2"), "need", 2);
    DependencyGraph needed = DependencyGraph.of(site.with("uplink", both), StubTypes.ALL);

    assertThat(list.allDependents("gw")).containsExactly("l1", "l2", "web", "behind web");
    assertThat(list.allDependents("other")).containsExactly("l2");
    assertThat(list.allDependents("l2")).isEmpty();
    assertThat(needed.allDependents("other")).containsExactly("l2", "web", "behind web");
    assertThat(needed.allDependents("l2")).isEmpty();
  }

  @Test
  void leavesOutTheEdgeThatClosesACycle() {
    DependencyGraph graph =
        graph(
            disk("a").dependsOn("b"),
            disk("b").dependsOn("c"),
            disk("c").dependsOn("a"),
            disk("self").dependsOn("self"));

    assertThat(graph.cycles())
        .containsExactly(List.of("a", "b", "c", "a"), List.of("self", "self"));
    assertThat(graph.dependencies("c")).isEmpty();
    assertThat(graph.dependencies("a")).containsExactly("b");
    assertThat(graph.dependents("a")).isEmpty();
  }

  @Test
  void detectsCyclesAcrossMembershipAndDependencies() {
    DependencyGraph graph = graph(disk("a").dependsOn("s"), sequence("s", "a"));

    assertThat(graph.cycles()).containsExactly(List.of("a", "s", "a"));
    assertThat(graph.members("s")).isEmpty();
  }

  @Test
  void doesNotTreatDiamondAsCycle() {
    DependencyGraph graph =
        graph(
            disk("a").dependsOn("b", "c"),
            disk("b").dependsOn("d"),
            disk("c").dependsOn("d"),
            disk("d"),
            sequence("s", "a", "d"));

    assertThat(graph.cycles()).isEmpty();
  }

  @Test
  void longChainsDontExhaustTheStack() {
    int length = 20_000;
    Map<String, Object> checks = new LinkedHashMap<>();
    for (int i = 0; i < length; i++) {
      checks.put("c" + i, CheckConfig.of("c" + i, "disk").dependsOn("c" + (i + 1)).raw());
    }
    SiteConfig site = SiteConfig.of(Map.of("checks", checks));
    DependencyGraph graph = DependencyGraph.of(site, StubTypes.ALL);

    assertThat(graph.allDependents("c" + (length - 1))).hasSize(length - 1);
  }

  private static DependencyGraph graph(CheckConfig... checks) {
    return DependencyGraph.of(site(checks), StubTypes.ALL);
  }

  private static SiteConfig site(CheckConfig... checks) {
    SiteConfig site = SiteConfig.empty();
    for (CheckConfig check : checks) {
      site = site.withCheck(check);
    }
    return site;
  }

  private static CheckConfig disk(String name) {
    return CheckConfig.of(name, "disk");
  }

  private static CheckConfig https(String name) {
    return CheckConfig.of(name, "https").option("hostname", name);
  }

  private static CheckConfig sequence(String name, String... members) {
    return CheckConfig.of(name, "sequence").option("checks", List.of(members));
  }
}
