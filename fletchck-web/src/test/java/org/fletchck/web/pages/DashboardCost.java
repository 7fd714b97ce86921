package org.fletchck.web.pages;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.IntFunction;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckResult;
import org.fletchck.web.http.Request;
import org.junit.jupiter.api.Test;

/**
 * Prints what pages of a site with a thousand checks cost, once the code is warm:
 *
 * <pre>mvn -q -pl fletchck-web -am test -Dtest=DashboardCost -DskipChecks \
 *   -DargLine='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'</pre>
 *
 * <p>The options are those of the launcher.
 */
final class DashboardCost {

  private static final int ROUNDS = 400;

  @Test
  void measure() throws Exception {
    SiteConfig config = SiteConfig.empty();
    for (int i = 0; i < 1_000; i++) {
      CheckConfig check = Web.check("web server %04d".formatted(i)).every(Duration.ofHours(1));
      config = config.withCheck(i < 10 ? check : check.dependsOn("web server 000" + i % 10));
    }
    try (Web web = new Web(config)) {
      for (int i = 0; i < 1_000; i++) {
        int phase = i;
        web.types.scripts.put(
            "web server %04d".formatted(i),
            c ->
                phase % 20 == 15 && c.clock().millis() / 600_000 % 3 == phase % 3
                    ? CheckResult.fail("connection refused by 192.0.2.7 port 443")
                    : CheckResult.pass("200 OK in 31 ms").withLevel("31 ms"));
      }
      web.pass(Duration.ofHours(10));
      measure(web, "/");
      measure(web, "/", i -> "/new" + i);
      measure(web, "/?q=0042");
      measure(web, "/checks/web%20server%200015");
      measure(web, "/dependencies");
      measure(web, "/log");
    }
  }

  private static void measure(Web web, String address) throws Exception {
    measure(web, address, i -> "");
  }

  /** Measures with this before all paths, round by round; another one makes all rows new. */
  private static void measure(Web web, String address, IntFunction<String> base) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = 0;
    for (int i = 0; i < 2 * ROUNDS; i++) {
      if (i == ROUNDS) {
        cpu = threads.getCurrentThreadCpuTime();
      }
      web.routes.handle(Request.get(address).below(base.apply(i)).by(Web.WRITER));
    }
    double millis = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / ROUNDS;
    System.out.printf(
        "%-30s %6.2f ms %7d characters%n",
        base.apply(0).isEmpty() ? address : address + " with new rows",
        millis,
        web.get(address).length());
  }
}
