package org.fletchck.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.WebConsole;
import org.fletchck.web.pages.BusyScheduler;

/**
 * A site of 40 checks in all states with its pages, as if it had run for days; it takes a few
 * seconds to make. Its time stands still then, so that pages are the same each time.
 */
final class ExampleWorks implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-21T13:05:40Z");
  private static final Duration LAST_HOURS = Duration.ofHours(10);
  private static final Duration LAST_HOUR = Duration.ofMinutes(55);

  private static final List<Outage> OUTAGES =
      List.of(
          new Outage(
              "Branch router", minutes(47), minutes(0), "no answer from branch-router.example.net"),
          new Outage(
              "Branch router",
              days(12),
              days(12).minusHours(3),
              "no answer from branch-router.example.net"),
          new Outage(
              "Shop", minutes(180), minutes(0), "HTTP 503 Service Unavailable, expected 200-399"),
          new Outage(
              "Shop",
              days(33),
              days(33).minusMinutes(95),
              "no answer within 10 s, while waiting for the response from shop.example.net"
                  + " port 443"),
          new Outage(
              "Wiki", minutes(540), minutes(480), "connection refused by 192.0.2.20 port 443"),
          new Outage(
              "Git",
              days(4),
              days(4).minusHours(2),
              "no answer within 10 s, while waiting for the response from git.example.net"
                  + " port 443"),
          new Outage(
              "Shop certificate",
              minutes(1200),
              minutes(0),
              "certificate expires in 6 days, on 27 Nov 2026"),
          new Outage(
              "Webmail", days(2), days(2).minusHours(1), "HTTP 502 Bad Gateway, expected 200-399"));

  /** The pages that somebody sees who is logged in. */
  static final List<Page> PAGES =
      List.of(
          new Page("dashboard", "/"),
          new Page("check", "/checks/Shop"),
          new Page("check-edit", "/checks/Shop/edit"),
          new Page("check-delete", "/checks/Gateway/delete"),
          new Page("check-new", "/new"),
          new Page("dependencies", "/dependencies"),
          new Page("actions", "/actions"),
          new Page("action-edit", "/actions/text%20on%20call/edit"),
          new Page("site", "/site"),
          new Page("users", "/users"),
          new Page("log", "/log"),
          new Page("status", "/status"));

  private final org.fletchck.web.WebServer web;
  private final Site site;

  /** A page, and where it is. */
  record Page(String name, String path) {}

  /** A time in which a check fails, counted back from now; the end may be zero. */
  private record Outage(String check, Duration from, Duration to, String reason) {
    boolean holds(String host, Instant at) {
      boolean itself = ExampleChecks.host(check).equals(host);
      boolean behind = check.equals("Branch router") && host.startsWith("branch-");
      return (itself || (behind && to.isZero()))
          && !at.isBefore(NOW.minus(from))
          && (to.isZero() || at.isBefore(NOW.minus(to)));
    }
  }

  ExampleWorks(Duration past) {
    BusyScheduler scheduler = new BusyScheduler(NOW.minus(past));
    PretendTypes types = new PretendTypes(ExampleWorks::look, scheduler::pass);
    site = Site.with(types.all()).scheduler(scheduler).open(ExampleChecks.site());
    scheduler.time.advance(past.minus(LAST_HOURS));
    web = org.fletchck.web.WebServer.of(site, SiteEditor.inMemory(site)).onPort(0).start(silent());
    scheduler.time.advance(LAST_HOURS.minus(LAST_HOUR));
    types.broken.put("sms", "the service answered 402: no credit left");
    scheduler.time.advance(LAST_HOUR);
  }

  static WebConsole silent() {
    return new WebConsole() {
      @Override
      public void say(String line) {
        // tests know where it is
      }

      @Override
      public void warn(String line) {
        throw new AssertionError(line);
      }
    };
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }

  String url() {
    return "http://localhost:" + web.address().orElseThrow().getPort();
  }

  void logIn(Browser browser) {
    logIn(browser, url());
    browser.await("h1", "fail");
  }

  /** Logs in where pages of an example are served. */
  static void logIn(Browser browser, String url) {
    browser.go(url + "/login");
    browser.type("Name", ExampleChecks.USER);
    browser.type("Password", ExampleChecks.PASSWORD);
    browser.press("Log in");
  }

  private static CheckResult look(String type, String place, CheckContext context) {
    Instant at = context.clock().instant();
    for (Outage outage : OUTAGES) {
      if (outage.holds(place, at)) {
        context.log("looking at " + place);
        context.log(outage.reason());
        CheckResult fail = CheckResult.fail(outage.reason());
        return type.equals("cert")
            ? fail.withLevel("6 days").withTrustFailure("certificate")
            : fail;
      }
    }
    context.log(place + " answered");
    return switch (type) {
      case "disk" -> level("", "%.1f%%", Math.abs(place.hashCode() % 40) + 35 + wave(at, 37) / 2);
      case "temp" -> level("", "%.1f °C", 22 + wave(at, 24));
      case "ups" -> level("on line, 243 V", "%.1f V", 27.3);
      case "cert" -> level("valid until 20 Jan 2027", "%.0f days", 60);
      case "https" -> CheckResult.pass("HTTP 200");
      default -> CheckResult.pass();
    };
  }

  private static CheckResult level(String reason, String format, double value) {
    return CheckResult.pass(reason).withLevel(String.format(Locale.ROOT, format, value));
  }

  private static double wave(Instant at, int hours) {
    double turn = at.toEpochMilli() / 3.6e6 / hours * 2 * Math.PI;
    return Math.round(30 * (1 + Math.sin(turn))) / 10.0;
  }

  @Override
  public void close() {
    web.close();
    site.close();
  }
}
