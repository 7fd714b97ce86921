package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.pages.ActivityLog.Line;
import org.junit.jupiter.api.Test;

class LogPageTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static SiteConfig config() {
    return SiteConfig.empty()
        .with("log", List.of("2026-11-20 01:02:03,004 Starting"))
        .withAction(ActionConfig.of("mail", "email"))
        .withAction(ActionConfig.of("text", "sms"))
        .withCheck(Web.check("shop").actions("mail", "text"));
  }

  @Test
  void showsStatusChangesDeliveriesAndFailures() throws Exception {
    try (Web web = new Web(config())) {
      web.types.broken.put("sms", "no credit");
      web.pass(HOUR).breaks("shop", "status 503").pass(HOUR).heals("shop").pass(HOUR);

      String page = web.get("/log");
      assertThat(page).contains("status 503; notified: began to fail", "notified: passes again");
      assertThat(page)
          .contains("notified by mail", "not notified by text: no credit; will be retried");
      assertThat(page).contains("the action text has been failing for 5 minutes");
      assertThat(page).contains("configuration applied: 1 check, 2 actions");
      assertThat(page).contains("2026-11-20 01:02:03,004 Starting");
      assertThat(page.indexOf("passes again")).isLessThan(page.indexOf("began to fail"));
    }
  }

  @Test
  void showsNewConfigurationsAndTheirProblemsOnce() throws Exception {
    try (Web web = new Web(config())) {
      web.site.apply(config().withCheck(Web.check("wrong").option("port", "many")));
      assertThat(web.get("/log"))
          .contains("configuration applied: 2 checks", "expected a number from 1 to 65535");

      web.site.apply(web.site.config().withCheck(Web.check("other")));
      assertThat(web.get("/log")).contains("configuration applied: 3 checks");
      assertThat(web.get("/log").split("expected a number", -1)).as("sent once").hasSize(2);
    }
  }

  @Test
  void findsLinesByText() throws Exception {
    try (Web web = new Web(config())) {
      web.pass(HOUR).breaks("shop", "status 503").pass(HOUR);
      assertThat(web.get("/log?q=STATUS+503")).contains("began to fail").doesNotContain("Starting");
      assertThat(web.get("/log?q=unheard+of")).contains("No lines match.");
    }
  }

  @Test
  void clearsLog() throws Exception {
    try (Web web = new Web(config())) {
      assertThat(web.post("/log/clear").headers()).containsEntry("Location", "/log");
      assertThat(web.get("/log")).contains("Nothing has happened yet.").doesNotContain("Starting");
    }
  }

  @Test
  void keepsTheLastThousandLines() {
    try (Web web = new Web(config())) {
      ActivityLog log = ActivityLog.of(web.site);
      for (int i = 0; i < 1_100; i++) {
        log.actionWorks("a" + i);
      }
      List<Line> lines = log.lines();
      assertThat(lines).hasSize(1_000);
      assertThat(lines.get(0).text()).contains("a1099");
      assertThat(lines.get(999).text()).contains("a100 ");
    }
  }
}
