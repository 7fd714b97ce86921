package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Route;
import org.junit.jupiter.api.Test;

/** What holds for all pages. */
class PagesTest {

  private static final Pattern INLINE =
      Pattern.compile("(?i)\\sstyle=|\\son[a-z]+=|<style|<script(?![^>]* src=)|javascript:");

  private static final String HOSTILE = "\"'><script>alert(1)</script> ${7*7} \u202e";

  private static Web hostile() {
    SiteConfig config =
        SiteConfig.empty()
            .with("webui", Map.of("name", HOSTILE, "status", List.of("all")))
            .withCheck(Web.check(HOSTILE).note(HOSTILE))
            .withCheck(Web.check("behind " + HOSTILE).dependsOn(HOSTILE))
            .withCheck(
                CheckConfig.of("sequence " + HOSTILE, "sequence")
                    .option("checks", List.of(HOSTILE))
                    .every(Duration.ofMinutes(5)));
    Web web = new Web(config).breaks(HOSTILE, "because " + HOSTILE);
    return web.breaks("behind " + HOSTILE, HOSTILE).pass(Duration.ofHours(3));
  }

  private static List<String> addresses(Web web) {
    List<String> all = new ArrayList<>();
    for (Route route : web.routes.all()) {
      if (route.method().equals("GET") && !route.pattern().startsWith("/static/")) {
        for (String name : web.site.config().checks().keySet()) {
          String segment = org.fletchck.web.layout.Links.segment(name);
          all.add(route.pattern().replace("{name}", segment));
        }
      }
    }
    return all.stream().distinct().toList();
  }

  @Test
  void containsNoInlineCodeAndEscapesUserInput() throws Exception {
    try (Web web = hostile()) {
      assertThat(addresses(web)).hasSizeGreaterThan(12);
      for (String address : addresses(web)) {
        String text = web.get(address);
        assertThat(INLINE.matcher(text).find()).as(address).isFalse();
        assertThat(text).as(address).doesNotContain("<script>");
      }
    }
  }

  @Test
  void showsNoFormsToReadOnlyCallers() throws Exception {
    try (Web web = hostile()) {
      Caller token = new Caller("token", Web.READER.may(), "");
      for (String address : addresses(web)) {
        assertThat(web.ask(address, token).text()).as(address).doesNotContain("method=\"post\"");
      }
    }
  }

  @Test
  void declaresTimeZone() throws Exception {
    try (Web web = hostile()) {
      for (String address : addresses(web)) {
        String page = web.get(address);
        if (page.contains("<body")) {
          assertThat(page).as(address).containsPattern("<body[^>]* data-zone=\"Europe/Berlin\"");
        }
      }
    }
  }

  @Test
  void includesCsrfTokenInEveryForm() throws Exception {
    try (Web web = hostile()) {
      for (String address : addresses(web)) {
        String page = web.get(address);
        int forms = page.split("method=\"post\"", -1).length;
        assertThat(page.split("name=\"csrf\" value=\"secret-csrf\"", -1))
            .as(address)
            .hasSize(forms);
      }
    }
  }

  @Test
  void cachesStaticFilesForOneYear() throws Exception {
    try (Web web = Web.of()) {
      assertThat(web.ask("/static/fletchck.css", Caller.ANYBODY).headers())
          .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
          .containsEntry("Content-Type", "text/css; charset=utf-8");
      assertThat(web.get("/static/fletchck.js")).contains("EventSource");
      assertThatExceptionOfType(RefusedRequest.class)
          .isThrownBy(() -> web.get("/static/..%2FViews.class"))
          .satisfies(e -> assertThat(e.status()).isEqualTo(404));
    }
  }

  @Test
  void changesIconWithStatus() throws Exception {
    try (Web web = Web.of(Web.check("a"))) {
      String before = web.get("/icon.svg");
      String good = web.pass(Duration.ofMinutes(5)).get("/icon.svg");
      String bad = web.breaks("a", "x").pass(Duration.ofMinutes(5)).get("/icon.svg");
      assertThat(List.of(before, good, bad)).doesNotHaveDuplicates();
      assertThat(web.ask("/icon.svg", Caller.ANYBODY).text()).as("nobody sees").isEqualTo(before);
    }
  }

  @Test
  void worksForEmptySite() throws Exception {
    try (Web web = Web.of()) {
      for (String address : List.of("/", "/dependencies", "/log")) {
        assertThat(web.get(address)).contains("</html>");
      }
    }
  }
}
