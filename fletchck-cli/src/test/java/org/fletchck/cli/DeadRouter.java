package org.fletchck.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.WebServer;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.pages.BusyScheduler;

/**
 * A site of 20 checks, and its pages, 12 minutes after a router died behind which 14 of them are.
 * It is what the README shows.
 */
final class DeadRouter implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-30T08:12:20Z");
  private static final Duration PAST = Duration.ofHours(30);
  private static final Duration DEAD = Duration.ofMinutes(12);

  private final Site site;
  private final WebServer web;

  DeadRouter() {
    BusyScheduler scheduler = new BusyScheduler(NOW.minus(PAST));
    PretendTypes types = new PretendTypes(DeadRouter::look, scheduler::pass);
    site = Site.with(types.all()).scheduler(scheduler).open(config());
    web = WebServer.of(site, SiteEditor.inMemory(site)).onPort(0).start(ExampleWorks.silent());
    scheduler.time.advance(PAST);
  }

  private static SiteConfig config() {
    SiteConfig site =
        SiteConfig.of(Map.of("timezone", "Europe/Berlin", "webui", Map.of("name", "Home")))
            .withAction(
                ActionConfig.of("mail", "email")
                    .option("hostname", "mail.example.net")
                    .option("recipients", List.of("alice@example.net")));
    site = site.withCheck(check("Office router", "ping", 1).threshold(2));
    for (String name :
        List.of("Mail", "Calendar", "Wiki", "Git", "Files", "Photos", "Chat", "Shop", "Blog")) {
      site = site.withCheck(check(name, "https", 1).dependsOn("Office router"));
    }
    for (String name : List.of("Printer", "Door camera", "Heating", "Thermostat", "NAS")) {
      site = site.withCheck(check(name, "tcp", 5).option("port", 80).dependsOn("Office router"));
    }
    for (String name : List.of("Home router", "Name server", "Backup host", "Phone", "Uplink")) {
      site = site.withCheck(check(name, "ping", 1));
    }
    return Accounts.withUser(site, ExampleChecks.USER, Passwords.hash(ExampleChecks.PASSWORD));
  }

  private static CheckConfig check(String name, String type, int minutes) {
    return CheckConfig.of(name, type)
        .option("hostname", ExampleChecks.host(name))
        .every(Duration.ofMinutes(minutes))
        .actions("mail");
  }

  private static CheckResult look(String type, String place, CheckContext context) {
    boolean dead = !context.clock().instant().isBefore(NOW.minus(DEAD));
    return dead && place.equals(ExampleChecks.host("Office router"))
        ? CheckResult.fail("no answer from " + place)
        : CheckResult.pass(type.equals("https") ? "HTTP 200" : "");
  }

  /** Shows the dashboard to somebody who is logged in. */
  void show(Browser browser) {
    String url = "http://localhost:" + web.address().orElseThrow().getPort();
    ExampleWorks.logIn(browser, url);
    browser.await("h1", "1 check fails");
  }

  @Override
  public void close() {
    web.close();
    site.close();
  }
}
