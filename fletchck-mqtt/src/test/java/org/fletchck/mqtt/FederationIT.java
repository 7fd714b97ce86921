package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge tells a hub what it finds, through a real broker. */
class FederationIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<String> SERVICES = List.of("s1", "s2", "s3", "s4", "s5");

  @TempDir private Path folder;

  private Mosquitto broker;
  private Instance hub;
  private Instance edge;

  @BeforeEach
  void startTheHub() throws Exception {
    broker = new Mosquitto(folder).start();
    hub =
        new Instance(
            Instance.at(
                broker, "basetopic", "site/#", "autoaddActions", "box", "autoaddTimeout", "600"));
    hub.untilConnected();
  }

  @AfterEach
  void endEverything() {
    edge.close();
    hub.close();
    broker.close();
  }

  private void edge(SiteConfig config) {
    edge = new Instance(config);
    edge.untilConnected();
  }

  /** The hub first, so that what the edge sends arrives at its new time. */
  private void bothPass(Duration by) {
    hub.pass(by);
    edge.pass(by);
  }

  @Test
  void notifiesOnceOfRemoteFailureWithItsLogAndOfRecovery() {
    edge(Instance.at(broker).withCheck(Instance.thing("web")));
    bothPass(MINUTE);
    hub.untilStatus("web", Status.PASS);

    edge.broken.add("web");
    bothPass(MINUTE);
    hub.untilNotified("FAIL web");
    bothPass(MINUTE);
    hub.untilReported("web");

    assertThat(hub.headlines()).containsExactly("FAIL web");
    assertThat(hub.sent.get(0).what().reason()).isEqualTo("web is broken");
    assertThat(hub.sent.get(0).what().log()).containsExactly("web is broken", "looked at web");
    assertThat(hub.sent.get(0).what().level()).isEqualTo("0%");
    assertThat(hub.sent.get(0).subject().type()).isEqualTo("remote (thing)");

    edge.broken.clear();
    bothPass(MINUTE);
    hub.untilNotified("FAIL web", "PASS web");
  }

  @Test
  void notifiesWhenEdgeFallsSilentAndReturns() {
    edge(Instance.at(broker).withCheck(Instance.thing("web")));
    bothPass(MINUTE);
    hub.untilStatus("web", Status.PASS);

    hub.pass(Duration.ofMinutes(10));
    assertThat(hub.headlines()).isEmpty();
    hub.pass(MINUTE);

    hub.untilNotified("FAIL web");
    assertThat(hub.sent.get(0).what().reason())
        .matches("Update timeout 6\\d\\d sec \\(2026-11-21T00:01:00.*");

    edge.pass(MINUTE);
    hub.untilNotified("FAIL web", "PASS web");
  }

  @Test
  void doesNotMistakeBrokerOutageForSilence() throws Exception {
    edge(Instance.at(broker).withCheck(Instance.thing("web")));
    bothPass(MINUTE);
    hub.untilStatus("web", Status.PASS);

    broker.kill();
    hub.until(() -> hub.links.size() == 2);
    hub.pass(Duration.ofMinutes(30)); // much longer than silence may last
    broker.start();
    hub.until(() -> hub.links.size() == 3);
    hub.pass(Duration.ofMinutes(10));
    assertThat(hub.status("web")).isEqualTo(Status.PASS);

    hub.pass(MINUTE);
    hub.untilNotified("FAIL web"); // the edge's time stands still
  }

  @Test
  void notifiesOnceOfFailedRouterWithFiveDependents() {
    SiteConfig site = Instance.at(broker).withCheck(Instance.thing("router"));
    for (String service : SERVICES) {
      site = site.withCheck(Instance.thing(service).dependsOn("router"));
    }
    edge(site);
    bothPass(MINUTE);
    SERVICES.forEach(service -> hub.untilStatus(service, Status.PASS));

    edge.broken.add("router");
    edge.broken.addAll(SERVICES);
    for (int minute = 0; minute < 15; minute++) { // longer than silence may last
      bothPass(MINUTE);
      SERVICES.forEach(hub::untilReported);
    }
    hub.untilNotified("FAIL router");
    assertThat(SERVICES).allMatch(service -> hub.status(service) == Status.UNREACHABLE);
    assertThat(hub.state("s1").orElseThrow().blockedBy()).isEqualTo("router");

    edge.broken.clear();
    bothPass(MINUTE);
    SERVICES.forEach(service -> hub.untilStatus(service, Status.PASS));
    hub.untilNotified("FAIL router", "PASS router");
  }

  @Test
  void doesNotMistakePauseForSilence() {
    edge(Instance.at(broker).withCheck(Instance.thing("web")));
    bothPass(MINUTE);
    hub.untilStatus("web", Status.PASS);

    edge.edit(config -> config.withCheck(config.checks().get("web").paused(true)));
    edge.broken.add("web");
    for (int minute = 0; minute < 15; minute++) {
      bothPass(MINUTE);
      hub.untilReported("web");
    }

    assertThat(hub.sent).isEmpty();
    assertThat(hub.status("web")).isEqualTo(Status.PASS);
  }
}
