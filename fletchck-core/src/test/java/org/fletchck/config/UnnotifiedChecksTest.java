package org.fletchck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fletchck.spi.Problem;
import org.junit.jupiter.api.Test;

class UnnotifiedChecksTest {

  private final SiteConfig site = SiteConfig.empty().withAction(ActionConfig.of("log", "log"));

  @Test
  void warnsOfCheckThatNotifiesNobody() {
    assertThat(warnings(site.withCheck(disk("a"))))
        .containsExactly(
            "checks.a.actions: nobody is notified of its failure; give it an action that works");
  }

  @Test
  void warnsOfCheckWithActionOnlyIfFailActionIsFalse() {
    assertThat(warnings(site.withCheck(disk("a").actions("log")))).isEmpty();
    assertThat(warnings(site.withCheck(disk("a").actions("log").failAction(false))))
        .containsExactly(
            "checks.a.failAction: nobody is notified of its failure; failAction is false");
  }

  @Test
  void warnsWhenActionsAreUnknownOrMisconfigured() {
    SiteConfig misconfigured = site.withAction(ActionConfig.of("mail", "email"));

    assertThat(warnings(misconfigured.withCheck(disk("a").actions("mail", "gone")))).hasSize(1);
  }

  @Test
  void acceptsMembersNotifiedThroughTheirSequence() {
    SiteConfig held =
        site.withCheck(disk("a"))
            .withCheck(sequence("inner", "a"))
            .withCheck(sequence("outer", "inner").actions("log"));

    assertThat(warnings(held)).isEmpty();
  }

  @Test
  void warnsOfBlockingCheckThatNotifiesNobodyItself() {
    SiteConfig blocking =
        site.withCheck(disk("gw")).withCheck(disk("a").dependsOn("gw").actions("log"));

    assertThat(warnings(blocking))
        .containsExactly(
            "checks.gw.actions: blocks a, but notifies nobody itself;"
                + " it is notified through their actions; give it an action that works");
  }

  @Test
  void acceptsUplinkChecksWithoutActionsIfDependentsNotify() {
    SiteConfig named =
        site.withCheck(https("a"))
            .withCheck(https("b"))
            .withCheck(https("web").actions("log"))
            .with("uplink", List.of("a", "b"));

    assertThat(warnings(named)).isEmpty();
    assertThat(warnings(named.withCheck(https("web")))).hasSize(3);
    assertThat(warnings(named.withCheck(disk("disk").actions("log").dependsOn("a"))))
        .containsExactly(
            "checks.a.actions: blocks disk, but notifies nobody itself;"
                + " it is notified through their actions; give it an action that works");
  }

  @Test
  void considersTransitiveDependentsOfBlockingCheck() {
    SiteConfig chain =
        site.withCheck(disk("a"))
            .withCheck(disk("b").dependsOn("a"))
            .withCheck(disk("c").dependsOn("b"))
            .withCheck(sequence("s", "c").actions("log"));

    assertThat(warnings(chain)).hasSize(2).allMatch(text -> text.contains("blocks "));
  }

  @Test
  void warnsThatNobodyIsNotifiedIfBlockedChecksDoNotNotifyEither() {
    SiteConfig silent = site.withCheck(disk("gw")).withCheck(disk("a").dependsOn("gw"));

    assertThat(warnings(silent))
        .hasSize(2)
        .allMatch(text -> text.contains("notified of its failure"));
  }

  @Test
  void namesOnlySomeOfManyBlockedChecks() {
    SiteConfig many = site.withCheck(disk("gw"));
    for (int i = 0; i < 5; i++) {
      many = many.withCheck(disk("c" + i).dependsOn("gw").actions("log"));
    }

    assertThat(warnings(many)).hasSize(1).first().asString().contains("c0, c1, c2 and 2 more");
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

  private static List<String> warnings(SiteConfig site) {
    return site.validate(StubTypes.ALL).problems().stream()
        .filter(problem -> problem.message().contains("nobody"))
        .map(Problem::toString)
        .toList();
  }
}
