package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;

/** A small site of made-up checks with its pages, and who asks for them. */
final class Web implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  static final Caller WRITER = new Caller("alice", Access.WRITE, "secret-csrf");
  static final Caller READER = new Caller("bob", Access.READ, "other-csrf");

  final BusyScheduler scheduler = new BusyScheduler(START);
  final DemoTypes types = new DemoTypes(scheduler::pass);
  final Routes routes = new Routes();
  final Site site;

  Web(SiteConfig config) {
    site =
        Site.with(types.all())
            .scheduler(scheduler)
            .open(config.with("grace", 0).with("timezone", "Europe/Berlin"));
    new Pages(site, new Templates(), ActivityLog.of(site)).addTo(routes);
  }

  /** Makes a site of checks that run each minute. */
  static Web of(CheckConfig... checks) {
    SiteConfig config = SiteConfig.empty();
    for (CheckConfig check : checks) {
      config = config.withCheck(check);
    }
    return new Web(config);
  }

  /** Makes a check that runs each minute. */
  static CheckConfig check(String name) {
    return CheckConfig.of(name, "https").option("hostname", name).every(Duration.ofMinutes(1));
  }

  Web pass(Duration time) {
    scheduler.time.advance(time);
    return this;
  }

  Web breaks(String host, String reason) {
    types.scripts.put(host, context -> CheckResult.fail(reason));
    return this;
  }

  Web heals(String host) {
    types.scripts.remove(host);
    return this;
  }

  String get(String address) throws Exception {
    return ask(address, WRITER).text();
  }

  Response ask(String address, Caller caller) throws Exception {
    return routes.handle(Request.get(address).by(caller));
  }

  Response post(String address) throws Exception {
    return routes.handle(Request.post(address, Map.of()).by(WRITER));
  }

  @Override
  public void close() {
    site.close();
  }
}
