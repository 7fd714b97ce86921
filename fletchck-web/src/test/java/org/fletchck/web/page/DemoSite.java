package org.fletchck.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fletchck.Site;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;

/** A site of 40 checks in all states, that has run for 90 days; it takes a few seconds to make. */
final class DemoSite implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T13:05:40Z");
  private static final Duration DAY = Duration.ofDays(1);

  final BusyScheduler scheduler;
  final DemoTypes types;
  final Site site;
  private SiteConfig config = base();
  private final List<Outage> outages = new ArrayList<>();

  /** A time in which a check fails, counted back from now; the end may be zero. */
  private record Outage(String check, Duration from, Duration to, String reason) {
    boolean holds(String name, Instant at) {
      return check.equals(name)
          && !at.isBefore(NOW.minus(from))
          && (to.isZero() || at.isBefore(NOW.minus(to)));
    }
  }

  /**
   * Makes it, and lets time pass in it.
   *
   * @param past how much
   * @param watcher gets it some hours before the end
   */
  DemoSite(Duration past, Consumer<Site> watcher) {
    scheduler = new BusyScheduler(NOW.minus(past));
    types = new DemoTypes(scheduler::pass);
    network();
    services();
    hosts();
    outages();
    site = Site.with(types.all()).scheduler(scheduler).open(config);
    scheduler.time.advance(past.minusHours(10));
    watcher.accept(site);
    scheduler.time.advance(Duration.ofMinutes(10 * 60 - 55));
    types.broken.put("sms", "api.example.net answered 402: no credit left");
    scheduler.time.advance(Duration.ofMinutes(55));
  }

  private static SiteConfig base() {
    return SiteConfig.of(
            Map.of(
                "timezone",
                "Europe/Berlin",
                "webui",
                Map.of(
                    "name",
                    "Example Works",
                    "status",
                    List.of("Website", "Shop", "Wiki", "Mail", "Branch files")),
                "log",
                List.of("2026-11-20 23:59:58,001 Site terminated by SIGTERM")))
        .withAction(ActionConfig.of("mail admins", "email"))
        .withAction(ActionConfig.of("text on call", "sms"));
  }

  private void network() {
    add("Gateway", "ping", 10);
    add("Uplink", "ping", 10, "Gateway");
    add("DNS primary", "dns", 15, "Gateway");
    add("DNS secondary", "dns", 15, "Gateway");
    add("Branch router", "ping", 10, "Uplink");
    for (String name : List.of("files", "printer", "phones", "camera 1", "camera 2", "door")) {
      add("Branch " + name, "https", 20, "Branch router");
    }
  }

  private void services() {
    for (String name : List.of("Website", "Shop", "Wiki", "Git", "Intranet", "Status API")) {
      add(name, "https", 15, "Gateway");
    }
    add("Shop certificate", "cert", 360);
    add("Mail certificate", "cert", 360);
    member("Submission", "submit");
    member("IMAP", "imap");
    member("Webmail", "https");
    member("Spam filter", "https");
    sequence("Mail", 15, "Submission", "IMAP", "Webmail", "Spam filter");
    for (String name : List.of("web", "mail", "files", "database")) {
      member("Backup of " + name, "ssh");
    }
    sequence(
        "Nightly backups",
        720,
        "Backup of web",
        "Backup of mail",
        "Backup of files",
        "Backup of database");
  }

  private void hosts() {
    for (String host : List.of("web1", "web2", "db1")) {
      add(host + " ssh", "ssh", 20, "Gateway");
      add(host + " disk", "disk", 20);
    }
    put(check("Backup host", "ssh", 20).paused(true));
    add("UPS rack 1", "ups", 20);
    add("Server room", "temp", 20);
    put(check("Cold aisle", "temp", 20).with("trigger", null));
    put(check("Old printer", "https", 20).option("port", "many"));
    for (String disk : List.of("web1 disk", "web2 disk", "db1 disk")) {
      types.scripts.put(disk, context -> disk(disk, context));
    }
    types.scripts.put("Server room", c -> pass(c, "", 22 + wave(c, 24) + " °C"));
    types.scripts.put("UPS rack 1", c -> pass(c, "on line, 243 V", "100%"));
    types.scripts.put("Mail certificate", c -> pass(c, "valid until 20 Jan 2027", "60 days"));
  }

  private void outages() {
    outage("Branch router", Duration.ofMinutes(47), Duration.ZERO, "no answer from 192.0.2.1");
    outage("Branch router", DAY.multipliedBy(12), DAY.multipliedBy(12).minusHours(3), "no answer");
    outage(
        "Shop",
        Duration.ofHours(3),
        Duration.ZERO,
        "status 503 is not in 200-399: \"Database connection limit reached\"");
    outage(
        "Shop", DAY.multipliedBy(33), DAY.multipliedBy(33).minusMinutes(95), "timeout after 10 s");
    outage("Wiki", Duration.ofHours(9), Duration.ofHours(8), "connection refused by 192.0.2.20");
    outage("Git", DAY.multipliedBy(4), DAY.multipliedBy(4).minusHours(2), "timeout after 10 s");
    outage(
        "Shop certificate",
        Duration.ofHours(20),
        Duration.ZERO,
        "the certificate expires in 6 days, on 27 Nov 2026");
    outage("Webmail", DAY.multipliedBy(2), DAY.multipliedBy(2).minusHours(1), "status 502");
  }

  private void outage(String check, Duration from, Duration to, String reason) {
    outages.add(new Outage(check, from, to, reason));
  }

  private void add(String name, String type, int minutes, String... depends) {
    put(check(name, type, minutes).dependsOn(depends));
  }

  private CheckConfig check(String name, String type, int minutes) {
    return CheckConfig.of(name, type)
        .option("hostname", name)
        .every(Duration.ofMinutes(minutes))
        .actions("mail admins", "text on call");
  }

  private void member(String name, String type) {
    put(CheckConfig.of(name, type).option("hostname", name));
  }

  private void sequence(String name, int minutes, String... members) {
    put(
        CheckConfig.of(name, "sequence")
            .option("checks", List.of(members))
            .every(Duration.ofMinutes(minutes))
            .actions("mail admins"));
  }

  private void put(CheckConfig check) {
    config = config.withCheck(check);
    types.scripts.putIfAbsent(check.name(), context -> look(check.name(), check.type(), context));
  }

  private CheckResult look(String name, String type, CheckContext context) {
    Instant at = context.clock().instant();
    for (Outage outage : outages) {
      boolean cutOff =
          name.startsWith("Branch ") && outage.holds("Branch router", at) && outage.to().isZero();
      if (outage.holds(name, at) || cutOff) {
        context.log("looking at " + name);
        context.log(outage.reason());
        CheckResult fail = CheckResult.fail(outage.reason());
        return type.equals("cert") ? fail.withLevel("6 days").withSoftFail("certificate") : fail;
      }
    }
    context.log("192.0.2." + Math.abs(name.hashCode() % 200) + " answered");
    return CheckResult.pass(type.equals("https") ? "200 OK" : "");
  }

  private static CheckResult disk(String name, CheckContext context) {
    double used = Math.abs(name.hashCode() % 40) + 35 + wave(context, 37) / 2;
    return pass(context, "", "%.1f%%".formatted(used));
  }

  private static CheckResult pass(CheckContext context, String reason, String level) {
    context.log("level " + level);
    return CheckResult.pass(reason).withLevel(level);
  }

  private static double wave(CheckContext context, int hours) {
    double turn = context.clock().millis() / 3.6e6 / hours * 2 * Math.PI;
    return Math.round(30 * (1 + Math.sin(turn))) / 10.0;
  }

  @Override
  public void close() {
    site.close();
  }
}
