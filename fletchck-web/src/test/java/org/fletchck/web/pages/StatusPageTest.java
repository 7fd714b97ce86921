package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class StatusPageTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<String> ADDRESSES =
      List.of("/status", "/status.rss", "/badge/shop/state.svg", "/badge/shop/uptime.svg");

  private static Web web(Object status) {
    return new Web(
        SiteConfig.empty()
            .with("webui", Map.of("status", status, "statusTitle", "Our <services>"))
            .withCheck(Web.check("shop"))
            .withCheck(Web.check("wiki"))
            .withCheck(Web.check("inner-host.example")));
  }

  private static String publicly(Web web, String address) throws Exception {
    return web.ask(address, Caller.ANYBODY).text();
  }

  private static void isMissing(Web web, String address) {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> publicly(web, address))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void isDisabledUnlessConfigured() throws Exception {
    try (Web web = Web.of(Web.check("shop"))) {
      ADDRESSES.forEach(address -> isMissing(web, address));
      assertThat(web.get("/")).doesNotContain("/status\"");
    }
  }

  @Test
  void isLinkedFromDashboard() throws Exception {
    try (Web web = web(List.of("shop"))) {
      assertThat(web.get("/")).contains("<a href=\"/status\">status page</a>");
    }
  }

  @Test
  void showsOnlyConfiguredChecks() throws Exception {
    try (Web web = web(List.of("shop", "wiki"))) {
      web.pass(HOUR.multipliedBy(2));
      web.breaks("shop", "refused by inner-host.example").pass(HOUR.multipliedBy(2));

      String page = publicly(web, "/status");
      assertThat(page).contains("1 service is down", "Our &lt;services>", ">shop<", ">wiki<");
      assertThat(page).contains("<b class=\"fail\">Down</b>", "<b class=\"pass\">Up</b>");
      assertThat(page).containsPattern("<dd>(49|50)\\.\\d %");
      for (String address : ADDRESSES) {
        assertThat(publicly(web, address)).as(address).doesNotContain("inner-host", "refused");
      }
      isMissing(web, "/badge/inner-host.example/state.svg");
      isMissing(web, "/badge/inner-host.example/uptime.svg");
    }
  }

  @Test
  void showsNoUptimeForPeriodsWithoutCoverage() throws Exception {
    try (Web web = web(List.of("shop"))) {
      assertThat(publicly(web.breaks("shop", "x").pass(HOUR.multipliedBy(3)), "/status"))
          .contains("<dt>24 hours</dt><dd>0.0 %</dd>")
          .containsPattern("title=\"data for 3 h\"><dt>90 days</dt><dd>– <span class=\"vh\">")
          .doesNotContain("<dt>7 days</dt><dd>0");
    }
  }

  @Test
  void showsAllChecksIfConfigured() throws Exception {
    try (Web web = web("all")) {
      assertThat(publicly(web.pass(HOUR), "/status"))
          .contains("All services are up", ">inner-host.example<", "There were no incidents.");
    }
  }

  @Test
  void usesSiteNameWhenTitleIsInvalid() throws Exception {
    Map<String, Object> webui =
        Map.of("status", "all", "name", "Ours", "statusTitle", List.of("x"));
    try (Web web = new Web(SiteConfig.empty().with("webui", webui).withCheck(Web.check("shop")))) {
      assertThat(publicly(web, "/status")).contains("Ours");
      assertThat(publicly(web, "/status.rss")).contains("<title>Ours</title>");
    }
  }

  @Test
  void hidesReasonLevelAndLog() throws Exception {
    try (Web web = web("all")) {
      web.types.scripts.put(
          "shop",
          context -> {
            context.log("the log");
            return CheckResult.fail("the reason").withLevel("the level");
          });
      web.pass(HOUR);
      for (String address : ADDRESSES) {
        assertThat(publicly(web, address))
            .as(address)
            .doesNotContain("the log", "the reason", "the level");
      }
    }
  }

  @Test
  void listsIncidents() throws Exception {
    try (Web web = web(List.of("shop"))) {
      web.pass(HOUR).breaks("shop", "x").breaks("wiki", "x").pass(HOUR).heals("shop").pass(HOUR);
      assertThat(publicly(web, "/status")).contains("2026-11-21 14:00", "1 h");
    }
  }

  @Test
  void isCachedBriefly() throws Exception {
    try (Web web = web(List.of("shop"))) {
      String before = publicly(web.pass(HOUR), "/status");
      assertThat(publicly(web.breaks("shop", "x").pass(Duration.ofSeconds(1)), "/status"))
          .isEqualTo(before);
      assertThat(publicly(web.pass(HOUR), "/status")).contains("1 service is down");
      web.site.apply(SiteConfig.empty());
      isMissing(web, "/status");
    }
  }

  @Test
  void publishesWellFormedRssFeed() throws Exception {
    String hostile = "a & <b> \u0001 \"c\"";
    SiteConfig config =
        SiteConfig.empty()
            .with("webui", Map.of("status", "all", "url", "https://m.example/x/"))
            .withCheck(Web.check(hostile));
    try (Web web = new Web(config)) {
      web.pass(HOUR).breaks(hostile, "x").pass(HOUR).heals(hostile).pass(HOUR);

      Document feed =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(web.ask("/status.rss", Caller.ANYBODY).body()));
      assertThat(feed.getElementsByTagName("item").getLength()).isEqualTo(2);
      String text = feed.getDocumentElement().getTextContent();
      assertThat(text).contains("is up again", "is down", "https://m.example/x/status");
      assertThat(text).contains("Sat, 21 Nov 2026 13:00:0", "It was down for 1 h.");
    }
  }

  @Test
  void linksFeedToHostOfRequest() throws Exception {
    try (Web web = web("all")) {
      Request request =
          Request.of("GET", "/status.rss", Map.of("Host", "m.example:81"), new byte[0]);
      assertThat(web.routes.handle(request.below("/base")).text())
          .contains("<link>http://m.example:81/base/status</link>");
    }
  }

  @Test
  void rendersStatusAndUptimeBadges() throws Exception {
    try (Web web = web(List.of("shop"))) {
      web.pass(HOUR);
      assertThat(publicly(web, "/badge/shop/uptime.svg"))
          .contains("shop 30 days: data for 1 h", ">&#8211;</text>");
      web.pass(HOUR.multipliedBy(72));
      assertThat(publicly(web, "/badge/shop/state.svg"))
          .startsWith("<svg xmlns=")
          .contains("aria-label=\"shop: up\"");
      assertThat(publicly(web, "/badge/shop/uptime.svg")).contains("shop 30 days: 100 %");
      assertThat(web.ask("/badge/shop/state.svg", Caller.ANYBODY).headers())
          .containsEntry("Content-Type", "image/svg+xml")
          .containsEntry("Cache-Control", "public, max-age=30");
    }
  }
}
