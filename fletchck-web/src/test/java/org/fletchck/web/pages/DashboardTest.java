package org.fletchck.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Request;
import org.junit.jupiter.api.Test;

class DashboardTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Returns the row of a check. */
  private static String row(String page, String check) {
    int from = page.indexOf("<th>", page.indexOf("class=\"list checks\""));
    for (; from >= 0; from = page.indexOf("<th>", from + 1)) {
      String row = page.substring(from, page.indexOf('\n', from));
      if (row.contains(">" + check + "</a>")) {
        return row;
      }
    }
    return "";
  }

  @Test
  void showsStatusOfEachCheck() throws Exception {
    try (Web web =
        Web.of(
            Web.check("good"),
            Web.check("bad"),
            Web.check("behind").dependsOn("bad"),
            Web.check("quiet").paused(true),
            Web.check("new").with("trigger", null),
            Web.check("wrong").option("port", "many"))) {
      web.types.scripts.put("good", context -> CheckResult.pass("fine").withLevel("7%"));
      web.breaks("bad", "it broke").pass(HOUR.multipliedBy(3));

      String page = web.get("/");
      assertThat(row(page, "good"))
          .contains("<b class=pass>Pass</b>", "<td>7%<td>fine<td>https", "100 %");
      assertThat(row(page, "bad")).contains("<b class=fail>Fail</b>", "it broke", "0.0 %");
      assertThat(row(page, "behind")).contains(">Unreachable<", "because of bad");
      assertThat(row(page, "quiet")).contains("<b class=paused>Paused</b>");
      assertThat(row(page, "new")).contains("<b class=pending>Pending</b>", "&#8211;");
      assertThat(row(page, "wrong")).contains("<b class=misconfigured>Misconfigured</b>");
      assertThat(page).contains(">1 check fails</h1>", "expected a number from 1 to 65535");
    }
  }

  @Test
  void showsRootCausesWithUnreachableChecks() throws Exception {
    try (Web web =
        Web.of(
            Web.check("router"),
            Web.check("switch").dependsOn("router"),
            Web.check("files").dependsOn("switch"))) {
      web.breaks("router", "no answer").breaks("switch", "x").breaks("files", "y").pass(HOUR);

      String wrong = web.get("/").split("class=\"bar filter\"", 2)[0];
      assertThat(wrong).contains("no answer", "2 checks are unreachable because of it");
      assertThat(wrong.split("<section class=\"card cause", -1)).hasSize(2);
      assertThat(wrong).contains(">switch</a></li>", ">files</a></li>");
    }
  }

  @Test
  void showsStatusAgeAndNextRun() throws Exception {
    try (Web web = Web.of(Web.check("a").every(Duration.ofHours(1)))) {
      web.pass(Duration.ofHours(5));
      assertThat(row(web.get("/"), "a"))
          .containsPattern("<time datetime=2026-11-21T12:00Z>(5 h|4 h 59 min)</time>")
          .containsPattern("<time datetime=2026-11-21T17:\\d\\d:\\d\\dZ>\\d+ (min|s)</time>");
      assertThat(web.get("/"))
          .contains("data-zone=\"Europe/Berlin\" data-now=\"2026-11-21T17:00Z\"");
    }
  }

  @Test
  void showsEndOfPauseInsteadOfNextRun() throws Exception {
    try (Web web =
        Web.of(
            Web.check("long").paused(true),
            Web.check("short").pausedUntil(Web.START.plus(DAY)),
            Web.check("over").pausedUntil(Web.START.plusSeconds(60)),
            Web.check("wrong").with("paused", "until tomorrow"))) {
      String page = web.pass(HOUR).get("/");
      assertThat(row(page, "long")).contains("<td>paused until further notice<td>https");
      assertThat(row(page, "short")).contains("<td>paused until 22 Nov 13:00<td>https");
      for (String paused : List.of("long", "short")) {
        assertThat(row(page, paused).split("<time", -1)).as("only since when").hasSize(2);
      }
      assertThat(row(page, "over")).contains("Pass").doesNotContain("paused until");
      assertThat(row(page, "wrong")).contains("Misconfigured");
      assertThat(web.get("/checks/long")).contains("none; paused until further notice");
      assertThat(web.get("/checks/short")).contains("none; paused until 22 Nov 13:00");
    }
  }

  @Test
  void updatesRowsWhenChecksChange() throws Exception {
    try (Web web = Web.of(Web.check("a"), Web.check("b"), Web.check("gone"))) {
      web.pass(Duration.ofSeconds(90));
      String first = web.get("/");
      assertThat(row(first, "a")).contains("1 min</time>");

      web.pass(HOUR);
      assertThat(row(web.get("/"), "a"))
          .as("nothing but time")
          .contains("<b class=pass>Pass</b>", "1 h 1 min</time>");

      web.types.scripts.put("a", context -> CheckResult.pass("fine").withLevel("7%"));
      web.breaks("b", "it broke").pass(HOUR);
      web.site.apply(web.site.config().withoutCheck("gone"));
      assertThat(row(web.get("/"), "a")).contains("<td>7%<td>fine<td>");
      assertThat(row(web.get("/"), "b")).contains("<b class=fail>Fail</b>", "it broke");
      assertThat(row(web.get("/"), "gone")).isEmpty();

      web.site.apply(web.site.config().withCheck(Web.check("a").paused(true)));
      assertThat(row(web.get("/"), "a")).contains("paused until further notice");
      web.site.apply(web.site.config().withCheck(Web.check("a")));
      assertThat(row(web.get("/"), "a")).doesNotContain("paused");

      Request below = Request.get("/").below("/monitor").by(Web.WRITER);
      assertThat(web.routes.handle(below).text()).contains("<a href=\"/monitor/checks/a\">");
    }
  }

  @Test
  void groupsChecksBySequence() throws Exception {
    try (Web web =
        Web.of(
            Web.check("alone"),
            Web.check("one"),
            Web.check("two"),
            CheckConfig.of("all", "sequence").option("checks", List.of("one", "two")))) {
      String page = web.get("/").split("class=\"list checks\"", 2)[1];
      assertThat(page.indexOf("/checks/all\">")).isLessThan(page.indexOf("/checks/one\">"));
      assertThat(page.indexOf("/checks/two\">")).isLessThan(page.indexOf(">Other checks"));
      assertThat(page.indexOf(">Other checks")).isLessThan(page.indexOf("/checks/alone\">"));
    }
  }

  @Test
  void filtersByTextOrStatus() throws Exception {
    try (Web web = Web.of(Web.check("mail in"), Web.check("mail out"), Web.check("web"))) {
      web.breaks("mail out", "Queue is full").pass(HOUR);

      String mail = web.get("/?q=MAIL");
      assertThat(row(mail, "mail in")).isNotEmpty();
      assertThat(row(mail, "mail out")).isNotEmpty();
      assertThat(row(mail, "web")).isEmpty();
      assertThat(mail).contains("value=\"MAIL\"", "All <span>2</span>");
      assertThat(row(web.get("/?q=queue"), "mail out")).isNotEmpty();
      String failing = web.get("/?status=fail");
      assertThat(row(failing, "mail out")).isNotEmpty();
      assertThat(row(failing, "mail in")).isEmpty();
      assertThat(web.get("/?q=nothing+like+it")).contains("No checks match.");
      assertThat(row(web.get("/?status=unheard-of"), "web")).isNotEmpty();
    }
  }

  @Test
  void combinesTextAndStatus() throws Exception {
    try (Web web = Web.of(Web.check("mail in"), Web.check("mail out"), Web.check("web"))) {
      web.breaks("mail out", "Queue is full").breaks("web", "x").pass(HOUR);

      String both = web.get("/?q=mail%20&status=fail");
      assertThat(row(both, "mail out")).isNotEmpty();
      assertThat(row(both, "mail in") + row(both, "web")).isEmpty();
      assertThat(both)
          .containsPattern("<a href=.\\?q=mail%20.>All\\s<span>2<")
          .containsPattern(
              "(?s)<a href=.\\?status=fail&amp;q=mail%20. aria-current=.true.>.{0,50}<span>1<")
          .containsPattern("(?s)<a href=.\\?status=pass&amp;q=mail%20.>.{0,50}<span>1<");
      assertThat(web.get("/?q=mail+in&status=fail"))
          .as("a status that is chosen, without any check")
          .containsPattern("aria-current=.true.><b class=.fail.>Fail</b>\\s+<span>0<");
    }
  }

  @Test
  void listsChecksThatNotifyNobodyTogether() throws Exception {
    try (Web web = Web.of(Web.check("a.b \"c\""), Web.check("d"))) {
      assertThat(web.get("/"))
          .contains("<b class=\"warning\">2 checks notify nobody</b>")
          .contains("<li><a href=\"/checks/a.b%20%22c%22\">a.b \"c\"</a></li>")
          .contains("<li><a href=\"/checks/d\">d</a></li>")
          .doesNotContain("nobody is notified of its failure");
    }
  }

  @Test
  void linksProblemsToTheirCheckOrAction() throws Exception {
    SiteConfig config =
        SiteConfig.empty()
            .withAction(ActionConfig.of("the mail", "telegraph"))
            .withCheck(Web.check("web.1").option("port", "many").actions("the mail"))
            .withCheck(Web.check("alone"));
    try (Web web = new Web(config)) {
      assertThat(web.get("/"))
          .contains("<a href=\"/checks/web.1\"><code>checks.\"web.1\".options.port</code>")
          .contains("<a href=\"/actions/the%20mail/edit\"><code>actions.\"the mail\"")
          .contains("<a href=\"/checks/alone\"><code>checks.alone.actions</code></a>")
          .contains("nobody is notified of its failure; give it an action that works");
    }
  }

  @Test
  void offersToAddFirstCheckOnEmptySite() throws Exception {
    try (Web web = Web.of()) {
      assertThat(web.get("/")).contains("No checks yet", "href=\"/new\"");
      assertThat(web.ask("/", Web.READER).text()).contains("No checks yet").doesNotContain("/new");
    }
  }

  @Test
  void showsThatAllChecksPass() throws Exception {
    try (Web web = Web.of(Web.check("a"), Web.check("b"))) {
      assertThat(web.get("/")).contains(">0 of 2 checks pass</h1>");
      assertThat(web.pass(HOUR).get("/")).contains(">All 2 checks pass</h1>");
    }
  }

  @Test
  void linksBelowTheBaseAndEncodesNames() throws Exception {
    String name = "a/b \"c\" <d> & ä?#%";
    try (Web web = Web.of(Web.check(name))) {
      Request request = Request.get("/").below("/monitor").by(Web.WRITER);
      String page = web.routes.handle(request).text();
      String path = "/checks/a~~2Fb%20%22c%22%20%3Cd%3E%20%26%20%C3%A4%3F%23%25";
      assertThat(page)
          .contains("<a href=\"/monitor" + path + "\">a/b &#34;c&#34; &lt;d&gt; &amp; ä");
      assertThat(page).doesNotContain("<d>");
      assertThat(web.get(path)).contains("a/b ");
    }
  }

  @Test
  void staysSmallWithAThousandChecks() throws Exception {
    SiteConfig config = SiteConfig.empty();
    for (int i = 0; i < 1_000; i++) {
      config =
          config.withCheck(
              Web.check("web server %04d".formatted(i)).every(Duration.ofHours(9)).actions("x"));
    }
    try (Web web = new Web(config)) {
      for (int i = 0; i < 1_000; i++) {
        String host = "web server %04d".formatted(i);
        String reason = "connection refused by 192.0.2.%d port 443".formatted(i % 250);
        web.types.scripts.put(
            host,
            context ->
                context.clock().instant().isAfter(Web.START.plus(DAY)) && host.endsWith("7")
                    ? CheckResult.fail(reason)
                    : CheckResult.pass("200 OK in 31 ms").withLevel("31 ms"));
      }
      web.pass(Duration.ofHours(40));
      byte[] page = web.get("/").getBytes(StandardCharsets.UTF_8);
      assertThat(page.length).isBetween(200_000, 300_000);
    }
  }
}
