package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.RefusedRequest;
import org.junit.jupiter.api.Test;

class CheckPageTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void showsStatusReasonAndHistory() throws Exception {
    SiteConfig config =
        SiteConfig.empty()
            .withAction(ActionConfig.of("mail", "email"))
            .withCheck(Web.check("shop").actions("mail").note("call Ada").threshold(2));
    try (Web web = new Web(config)) {
      web.pass(Duration.ofHours(2)).breaks("shop", "status 503").pass(HOUR);

      String page = web.get("/checks/shop");
      assertThat(page).contains("<b class=\"fail\">Fail</b>", "status 503", "call Ada");
      assertThat(page).contains("60; the check fails at 2", "since 15:00", "(59 min ago)");
      assertThat(page).contains("connect", "first answer", "notified: began to fail");
      assertThat(page).contains("<td data-label=\"Notified by\">mail</td>", "Ongoing");
      assertThat(page).contains("down for 59 min", "66.9 %");
      assertThat(page)
          .containsPattern("365 days</dt><dd><strong>–</strong>\\s*<small>data for 3 h<");
    }
  }

  @Test
  void drawsChartsOfDurationAndLevel() throws Exception {
    try (Web web = Web.of(Web.check("a").every(Duration.ofMinutes(10)))) {
      web.types.scripts.put(
          "a", c -> CheckResult.pass().withLevel(c.clock().millis() / 60_000 % 60 + " days"));
      web.pass(Duration.ofHours(6));

      assertThat(web.get("/checks/a"))
          .containsPattern("aria-label=\"Run duration: 3\\d runs, 0 failed; typically \\d+ ms")
          .containsPattern("aria-label=\"Level: from [\\d.]+ days to \\d+ days, now \\d+ days\"");
      assertThat(web.get("/checks/a?range=90d"))
          .contains("<a href=\"?range=90d\" aria-current=\"true\">90 days</a>");
      assertThat(web.get("/checks/a?range=nonsense"))
          .contains("<a href=\"?range=24h\" aria-current=\"true\">");
    }
  }

  @Test
  void drawsSmallLevelsWithinChosenRange() throws Exception {
    try (Web web = Web.of(Web.check("a").every(Duration.ofMinutes(10)))) {
      web.types.scripts.put("a", c -> CheckResult.pass().withLevel("0.04 ms"));
      web.pass(HOUR.multipliedBy(6));

      assertThat(web.get("/checks/a").split("Level: ", 2)[1])
          .startsWith("from 0.04 ms to 0.04 ms, now 0.04 ms")
          .contains("<span>19:00</span>", "<span>13:00</span>");
      assertThat(web.get("/checks/a?range=30d").split("Level: ", 2)[1])
          .contains("<span>22 Oct</span>", "<span>21 Nov</span>");
      web.pass(HOUR.multipliedBy(2));
      web.types.scripts.put("a", c -> CheckResult.pass());
      assertThat(web.pass(HOUR.multipliedBy(26)).get("/checks/a")).doesNotContain("Level: ");
      assertThat(web.get("/checks/a?range=7d")).contains("Level: ");
    }
  }

  @Test
  void offersCommandsOnlyWithWriteAccess() throws Exception {
    try (Web web = Web.of(Web.check("a b"), Web.check("quiet").paused(true))) {
      String page = web.get("/checks/a%20b");
      assertThat(page)
          .contains("action=\"/checks/a%20b/run\"", "action=\"/checks/a%20b/pause\"")
          .contains("<label for=\"until\"", "<input id=\"until\" name=\"until\"")
          .contains("/checks/a%20b/edit", "/checks/a%20b/clone", "/checks/a%20b/delete")
          .doesNotContain("accept-key", "unpause");
      assertThat(web.get("/checks/quiet"))
          .contains("action=\"/checks/quiet/unpause\"")
          .doesNotContain("/run\"");
      assertThat(web.ask("/checks/a%20b", Web.READER).text()).doesNotContain("/run\"", "/edit");
    }
  }

  @Test
  void offersToAcceptANewHostKey() throws Exception {
    try (Web web = Web.of(Web.check("a"))) {
      web.types.scripts.put("a", c -> CheckResult.fail("another key").withTrustFailure("hostkey"));
      assertThat(web.pass(HOUR).get("/checks/a")).contains("/checks/a/accept-key");
    }
  }

  @Test
  void listsDependenciesDependentsAndSequences() throws Exception {
    try (Web web =
        Web.of(
            Web.check("router"),
            Web.check("files").dependsOn("router"),
            CheckConfig.of("all", "sequence").option("checks", List.of("files")))) {
      web.breaks("router", "no answer").breaks("files", "x").pass(HOUR);
      assertThat(web.get("/checks/router")).contains("Unreachable because of it", "Dependents");
      assertThat(web.get("/checks/files")).contains("because of router", "Depends on", "Member of");
      assertThat(web.get("/checks/all"))
          .contains("Members", "It has no actions, so nobody is notified.");
    }
  }

  @Test
  void returnsNotFoundForUnknownCheck() {
    try (Web web = Web.of(Web.check("a"))) {
      assertThatExceptionOfType(RefusedRequest.class)
          .isThrownBy(() -> web.get("/checks/b"))
          .satisfies(e -> assertThat(e.status()).isEqualTo(404))
          .withMessageContaining("no check named b");
    }
  }

  @Test
  void showsPlaceholdersBeforeFirstRun() throws Exception {
    try (Web web = Web.of(Web.check("a").with("trigger", null))) {
      assertThat(web.get("/checks/a"))
          .contains("never", "on demand", "There are no runs", "no data")
          .contains("There is no log.", "There are no incidents.", "Nothing has been decided");
    }
  }
}
