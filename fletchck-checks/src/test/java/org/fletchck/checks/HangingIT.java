package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.SiteListener;
import org.junit.jupiter.api.Test;

/** Checks of peers that never answer, beside others, in real time. */
class HangingIT {

  private static final int HEALTHY = 200;
  private static final int HANGING = 50;

  /** Each healthy check falls due so often, on its own place of the grid. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final int RUNS_EACH = 5;

  @Test
  void timesOutRunsAgainstSilentAndTricklingServers() throws Exception {
    try (ServerSocket silent = silent();
        TestServer trickle = TestServer.plain(HangingIT::trickle);
        Site site =
            Site.with(types())
                .onDemand()
                .open(
                    SiteConfig.empty()
                        .withCheck(check("silent", silent.getLocalPort()).option("timeout", 2))
                        .withCheck(check("trickle", trickle.port()).option("timeout", 2)))) {
      for (String name : List.of("silent", "trickle")) {
        RunReport report = site.run(name);
        assertThat(report.failed()).as(name).isTrue();
        assertThat(report.state().lastRun().reason()).contains("no answer within 2 s");
        assertThat(report.took())
            .as(name)
            .isBetween(Duration.ofMillis(1900), Duration.ofMillis(3900));
      }
    }
  }

  @Test
  void keepsHealthyChecksOnScheduleDespiteHangingOnes() throws Exception {
    Map<String, List<Instant>> ends = new ConcurrentHashMap<>();
    CountDownLatch hung = new CountDownLatch(HANGING);
    CountDownLatch runs = new CountDownLatch(HEALTHY * RUNS_EACH);
    SiteListener listener =
        new SiteListener() {
          @Override
          public void ran(RunReport report) {
            ends.computeIfAbsent(report.check(), name -> new CopyOnWriteArrayList<>())
                .add(Instant.now());
            if (report.check().startsWith("hanging")) {
              hung.countDown();
            } else if (hung.getCount() == 0) {
              runs.countDown();
            }
          }
        };
    try (ServerSocket silent = silent();
        TestServer healthy =
            TestServer.plain(TestServer.answer("HTTP/1.1 204 No Content\r\n\r\n"))) {
      SiteConfig config = SiteConfig.empty().with("grace", 0);
      for (int i = 0; i < HEALTHY; i++) {
        config = config.withCheck(check("healthy " + i, healthy.port()).every(INTERVAL));
      }
      for (int i = 0; i < HANGING; i++) {
        config =
            config.withCheck(
                check("hanging " + i, silent.getLocalPort()).option("timeout", 4).every(INTERVAL));
      }
      try (Site site = Site.with(types()).listener(listener).open(config)) {
        assertThat(hung.await(60, TimeUnit.SECONDS)).as("each hanging check failed").isTrue();
        Instant start = Instant.now();
        assertThat(runs.await(60, TimeUnit.SECONDS)).as("the healthy ones go on").isTrue();
        Instant end = Instant.now();
        assertThat(site.states()).hasSize(HEALTHY + HANGING);
        for (int i = 0; i < HEALTHY; i++) {
          assertOnTime("healthy " + i, ends.get("healthy " + i), start, end);
        }
      }
    }
  }

  /** A run in each interval, none later than half a second. */
  private static void assertOnTime(String check, List<Instant> ends, Instant start, Instant end) {
    List<Instant> within = ends.stream().filter(t -> t.isAfter(start) && t.isBefore(end)).toList();
    assertThat(within).as(check).hasSizeGreaterThanOrEqualTo(RUNS_EACH - 1);
    for (int i = 1; i < within.size(); i++) {
      assertThat(Duration.between(within.get(i - 1), within.get(i)))
          .as(check)
          .isBetween(INTERVAL.minusMillis(500), INTERVAL.plusMillis(500));
    }
  }

  private static void trickle(TestServer.Conversation talk) throws Exception {
    talk.request();
    talk.send("HTTP/1.1 200 OK\r\nX: ");
    while (talk.pause(1000)) {
      talk.send("y");
    }
  }

  private static CheckConfig check(String name, int port) {
    return CheckConfig.of(name, "https")
        .option("hostname", "127.0.0.1")
        .option("port", port)
        .option("tls", false);
  }

  private static Types types() {
    return Types.of(new HttpsCheckType());
  }

  /** Connections are taken by the system; nobody ever answers. */
  private static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 2 * HANGING, InetAddress.getLoopbackAddress());
  }
}
