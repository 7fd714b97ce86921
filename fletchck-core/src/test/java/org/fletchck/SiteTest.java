package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.state.ComponentHealth;
import org.fletchck.state.Report;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.fletchck.state.SendReport;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;

class SiteTest {

  private final World world = new World(1);

  @Test
  void notifiesOfFirstFailureButNotOfFirstPass() {
    world.with(World.thing("down", 60)).with(World.thing("fine", 60)).broken.add("down");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL down");
      assertThat(status(site, "fine")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void runsScheduledChecksAtStartupIfTheyNeverRan() {
    world.with(World.thing("weekly", 7 * 86_400)).with(World.thing("by hand"));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(10));
      assertThat(world.runs).containsExactly("weekly");
      assertThat(status(site, "by hand")).isEqualTo(Status.PENDING);
    }
  }

  @Test
  void spreadsFirstRunsOverStartup() {
    for (int i = 0; i < 300; i++) {
      world.with(World.thing("thing " + i, 3600));
    }
    try (Site site = world.open()) {
      world.pass(Duration.ofMillis(500));
      assertThat(world.runs.size()).isBetween(60, 90);
      world.pass(Duration.ofMillis(1500));
      assertThat(world.runs).hasSizeGreaterThanOrEqualTo(300);
      assertThat(site.states()).hasSize(300);
    }
  }

  @Test
  void explainsWhyItNotifiesOrNot() {
    world.with(World.thing("slow to tell", 60).threshold(2)).broken.add("slow to tell");
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(1));
      assertThat(site.explain("slow to tell").get(0)).contains("1 of 2 failing runs");
      world.pass(Duration.ofMinutes(1));
      assertThat(site.explain("slow to tell").get(1)).contains("notified");
    }
  }

  @Test
  void remindsOfOngoingFailure() {
    world.with(World.thing("gone", 60).reminder(Duration.ofHours(1))).broken.add("gone");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(150));
      assertThat(world.sent.stream().map(n -> n.change()))
          .containsExactly(Change.FAILED, Change.REMINDER, Change.REMINDER);
      assertThat(world.sent.get(2).when().lasted())
          .isBetween(Duration.ofHours(2), Duration.ofMinutes(122));
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void makesConfirmingRunDuringGrace() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("late", 3600)).with(World.thing("down", 3600));
    world.broken.addAll(List.of("late", "down"));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(14));
      assertThat(world.sent).isEmpty();
      assertThat(status(site, "late")).isEqualTo(Status.PENDING);
      world.broken.remove("late");
      world.pass(Duration.ofSeconds(2));
      assertThat(world.headlines()).containsExactly("FAIL down");
      assertThat(status(site, "late")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void makesConfirmingRunAfterMachineSlept() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("a", 60));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(5));
      world.broken.add("a");
      world.time.jump(Duration.ofHours(8));
      world.pass(Duration.ofSeconds(14));
      assertThat(world.sent).isEmpty();
      world.pass(Duration.ofSeconds(2));
      assertThat(world.headlines()).containsExactly("FAIL a");
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void repeatsSequenceWhenMemberNeedsConfirmingRun() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("a")).with(World.thing("b")).with(row3600("row", "a", "b"));
    world.broken.add("b");
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(10));
      assertThat(world.sent).isEmpty();
      assertThat(world.runs).containsExactly("a", "b");
      world.pass(Duration.ofSeconds(10));
      assertThat(world.headlines()).containsExactly("FAIL row");
      assertThat(world.runs).containsExactly("a", "b", "a", "b");
      assertThat(site.state("row").orElseThrow().members()).containsExactly("b");
    }
  }

  @Test
  void makesNoConfirmingRunOnDemand() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("a")).broken.add("a");
    try (Site site = Site.with(world.types()).scheduler(world.time).onDemand().open(world.config)) {
      RunReport report = site.run("a");
      assertThat(report.failed()).isTrue();
      assertThat(report.state().status()).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void cancelsConfirmingRunAfterPassingRun() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("a", 3600)).broken.add("a");
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(1));
      world.broken.clear();
      site.run("a");
      world.broken.add("a");
      world.pass(Duration.ofSeconds(30));
      assertThat(world.sent).isEmpty();
      assertThat(status(site, "a")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void givesHostsTimeToBootWhenTheirRouterIsBack() {
    world.with(World.thing("router", 60)).with(World.thing("host", 60).dependsOn("router"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(1));
      world.broken.addAll(List.of("router", "host"));
      world.pass(Duration.ofMinutes(3));
      world.broken.remove("router");
      site.run("router");
      world.pass(Duration.ofSeconds(5));
      world.broken.remove("host");
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL router", "PASS router");
    }
  }

  @Test
  void runsPausedCheckAsSoonAsPauseEnds() {
    world.with(World.thing("a", 60).pausedUntil(World.START.plusSeconds(600)));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(599));
      assertThat(world.runs).isEmpty();
      assertThat(status(site, "a")).isEqualTo(Status.PAUSED);
      assertThat(site.run("a").outcome()).isEqualTo(Outcome.PAUSED);
      world.broken.add("a");
      world.pass(Duration.ofSeconds(1));
      assertThat(world.runs).containsExactly("a");
      assertThat(world.headlines()).containsExactly("FAIL a");
    }
  }

  @Test
  void keepsFailureAcrossPauseAndNotifiesOnlyOfRecovery() {
    world.with(World.thing("a", 60)).broken.add("a");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      apply(site, config -> config.withCheck(config.checks().get("a").paused(true)));
      assertThat(status(site, "a")).isEqualTo(Status.PAUSED);
      world.pass(Duration.ofMinutes(2));
      apply(site, config -> config.withCheck(config.checks().get("a").paused(false)));
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL a");
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL a", "PASS a");
    }
  }

  @Test
  void isNotBlockedByPausedOrMisconfiguredDependency() {
    world
        .with(World.thing("router", 60).paused(true))
        .with(CheckConfig.of("switch", "no such type"))
        .with(World.thing("host", 60).dependsOn("router", "switch"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).contains("FAIL host");
      assertThat(site.isMisconfigured("switch")).isTrue();
      assertThat(site.run("switch").outcome()).isEqualTo(Outcome.MISCONFIGURED);
    }
  }

  @Test
  void notifiesOfRootCauseThroughActionsOfDependents() {
    world
        .with(World.thing("silent").every(Duration.ofMinutes(1)))
        .with(World.thing("host", 60).dependsOn("silent"));
    world.broken.addAll(List.of("silent", "host"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL silent", "PASS silent");
      assertThat(status(site, "host")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void marksChecksUnreachableWhenUplinkFails() {
    world.with(World.thing("line", 60)).with(World.thing("a", 60)).with(World.thing("b", 60));
    world.config = world.config.with("uplink", "line");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      world.broken.addAll(List.of("line", "a", "b"));
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL line");
      assertThat(status(site, "a")).isEqualTo(Status.UNREACHABLE);
    }
  }

  @Test
  void rerunsUnreachableSequenceWhenItsMembersAreReachableAgain() {
    world
        .with(World.thing("router", 60))
        .with(World.thing("a").dependsOn("router"))
        .with(World.thing("b").dependsOn("router"))
        .with(row3600("row", "a", "b", "no such check"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(1));
      world.broken.addAll(List.of("router", "a", "b"));
      site.run("row");
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL router");
      assertThat(status(site, "row")).isEqualTo(Status.UNREACHABLE);
      world.broken.clear();
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL router", "PASS router", "FAIL row");
      assertThat(site.state("row").orElseThrow().members()).containsExactly("a");
    }
  }

  @Test
  void ignoresMemberThatWouldCloseCycle() {
    world.with(World.row("a", "b", "thing")).with(World.row("b", "a")).with(World.thing("thing"));
    try (Site site = world.open()) {
      site.run("a");
      site.run("b");
      assertThat(status(site, "a")).isEqualTo(Status.PASS);
      assertThat(status(site, "b")).isEqualTo(Status.PASS);
      world.broken.add("thing");
      site.run("a");
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void logsReasonOfFailingMemberInSequence() {
    world.with(World.thing("a")).with(World.row("row", "a")).broken.add("a");
    try (Site site = world.open()) {
      site.run("row");
      assertThat(site.state("row").orElseThrow().lastRun().log()).containsExactly("a is broken");
    }
  }

  @Test
  void runsMembersByPriority() {
    world
        .with(World.thing("late").priority(9))
        .with(World.thing("early").priority(-1))
        .with(World.thing("plain"))
        .with(row3600("row", "late", "plain", "early"));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(1));
      assertThat(world.runs).containsExactly("early", "plain", "late");
      assertThat(status(site, "row")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void neverRunsChecksWithSideEffectsForDependents() {
    world
        .with(World.thing("router", 60))
        .with(
            CheckConfig.of("test", "test")
                .option("hostname", "test")
                .every(Duration.ofDays(7))
                .dependsOn("router")
                .actions("box"))
        .with(World.thing("host", 60).dependsOn("test"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(3));
      site.run("test");
      assertThat(status(site, "test")).isEqualTo(Status.UNREACHABLE);
      world.broken.remove("router");
      world.pass(Duration.ofMinutes(3));
      assertThat(world.runs).doesNotContain("test");
      assertThat(status(site, "test")).isEqualTo(Status.PENDING);
      assertThat(world.headlines()).contains("FAIL host", "FAIL router", "PASS router");
    }
  }

  @Test
  void keepsStatesAcrossReconfiguration() {
    world.with(World.thing("a", 60)).with(World.thing("b", 60)).broken.addAll(List.of("a", "b"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      apply(
          site,
          config ->
              config
                  .withoutCheck("b")
                  .withCheck(config.checks().get("a").threshold(3))
                  .withCheck(World.thing("c", 60)));
      assertThat(site.states()).containsOnlyKeys("a", "c");
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
      world.runs.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(world.runs).contains("a", "c").doesNotContain("b");
      assertThat(world.headlines())
          .containsExactlyInAnyOrder("FAIL a", "FAIL b", "PASS b")
          .endsWith("PASS b");
      assertThat(world.sent.get(2).what().reason()).isEqualTo("no longer monitored");
    }
  }

  @Test
  void resetsStateWhenTypeChanges() {
    world.with(World.thing("a", 60)).broken.add("a");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      apply(site, config -> config.withCheck(config.checks().get("a").with("type", "test")));
      assertThat(status(site, "a")).isEqualTo(Status.PENDING);
    }
  }

  @Test
  void keepsStateOfRenamedCheck() {
    world.with(World.thing("old", 60)).broken.add("old");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      CheckConfig renamed =
          CheckConfig.of("new", world.config.checks().get("old").raw()).with("was", "old");
      apply(site, config -> config.withoutCheck("old").withCheck(renamed));
      assertThat(status(site, "new")).isEqualTo(Status.FAIL);
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL old");
    }
  }

  @Test
  void unblocksCheckWhenItsDependencyIsRemoved() {
    world.with(World.thing("router", 60)).with(World.thing("host", 3600).dependsOn("router"));
    world.broken.add("router");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(61));
      assertThat(status(site, "host")).isEqualTo(Status.UNREACHABLE);
      apply(site, config -> config.withoutCheck("router"));
      world.pass(Duration.ofSeconds(1));
      assertThat(status(site, "host")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void notifiesOnceOfMisconfiguredCheck() {
    world
        .with(World.thing("a", 60))
        .with(CheckConfig.of("wrong", "thing").option("hostname", "x").threshold(-3));
    Store store = Store.inMemory();
    try (Site site =
        Site.with(world.types()).scheduler(world.time).store(store).open(world.config)) {
      world.pass(Duration.ofMinutes(1));
      assertThat(world.sent).hasSize(1);
      assertThat(world.sent.get(0).what().log().get(0)).contains("checks.wrong.threshold");
      apply(site, config -> config.with("timezone", "Europe/Berlin"));
      world.pass(Duration.ofMinutes(1));
      assertThat(world.sent).hasSize(1);
    }
  }

  @Test
  void notifiesListenersOfRunsAndStatusChanges() {
    List<String> heard = new ArrayList<>();
    SiteListener listener =
        new SiteListener() {
          @Override
          public void ran(RunReport report) {
            heard.add("ran " + report.check() + " " + report.outcome());
          }

          @Override
          public void changed(String check, String type, Transition t) {
            heard.add(t.before().status() + " to " + t.after().status());
            throw new AssertionError("a listener that fails");
          }
        };
    world.with(World.thing("a")).broken.add("a");
    try (Site site =
        Site.with(world.types()).scheduler(world.time).listener(listener).open(world.config)) {
      site.run("a");
      site.run("a");
      assertThat(heard).containsExactly("PENDING to FAIL", "ran a RAN", "ran a RAN");
    }
  }

  @Test
  void judgesReportsAtOnce() {
    world
        .with(CheckConfig.of("far", "test").option("hostname", "far").actions("box"))
        .with(World.thing("near", 60).dependsOn("far"));
    try (Site site = world.open()) {
      site.report("far", report(true));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL far");
      world.pass(Duration.ofMinutes(1));
      site.report("far", report(false));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL far", "PASS far");
    }
  }

  @Test
  void judgesReportsReceivedDuringPauseWhenItEnds() {
    CheckConfig far = CheckConfig.of("far", "test").option("hostname", "far").actions("box");
    world.with(far.pausedUntil(World.START.plusSeconds(60)));
    try (Site site = world.open()) {
      site.report("far", report(false));
      site.report("far", report(true));
      world.pass(Duration.ofSeconds(59));
      assertThat(status(site, "far")).isEqualTo(Status.PAUSED);
      assertThat(world.sent).isEmpty();
      world.pass(Duration.ofSeconds(2));
      assertThat(world.headlines()).containsExactly("FAIL far");

      apply(site, config -> config.withCheck(far.paused(true)));
      site.report("far", report(false));
      apply(site, config -> config.withCheck(far));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL far", "PASS far");
    }
  }

  @Test
  void ignoresRetainedReportOlderThanLastOne() {
    world.with(CheckConfig.of("far", "test").option("hostname", "far").actions("box"));
    Instant earlier = World.START.minusSeconds(600);
    try (Site site = world.open()) {
      site.report("far", report(false, earlier, true));
      site.report("far", report(true, earlier.plusSeconds(300), false));
      site.report("far", report(false, earlier, true));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL far");
      site.report("far", report(false, earlier.plusSeconds(400), true));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL far", "PASS far");
    }
  }

  @Test
  void ignoresReportTimesBeforeThisCentury() {
    world.with(CheckConfig.of("far", "test").option("hostname", "far").actions("box"));
    Instant odd = Instant.parse("-1000000-01-01T00:00:00Z");
    try (Site site = world.open()) {
      site.report("far", report(true, Instant.MIN, false));
      assertThat(site.state("far").orElseThrow().times().check()).isEqualTo(World.START);
      site.report("far", report(true, odd, true));
      assertThat(site.state("far").orElseThrow().times().failingSince()).isEqualTo(World.START);
    }
  }

  private static Report report(boolean fails, Instant lastCheck, boolean retained) {
    Report now = report(fails);
    return new Report(
        fails, List.of(), now.failCount(), 1, null, null, now.run(), lastCheck, retained);
  }

  private static Report report(boolean fails) {
    CheckState.Run run = new CheckState.Run(null, "sent", null, List.of(), Map.of(), Map.of());
    return new Report(fails, List.of(), fails ? 1 : 0, 1, null, null, run, null, false);
  }

  @Test
  void rejectsReportForCheckThatRunsLocally() {
    world.with(World.thing("near", 60));
    try (Site site = world.open()) {
      assertThatThrownBy(() -> site.report("near", report(true)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("near is of type thing, which receives no reports");
    }
  }

  @Test
  void reportsHealthOfComponents() {
    List<String> heard = new ArrayList<>();
    SiteListener listener =
        new SiteListener() {
          @Override
          public void componentDown(String part, String reason) {
            heard.add(part + " fails: " + reason);
          }

          @Override
          public void componentUp(String part, String how) {
            heard.add(part + " works: " + how);
          }
        };
    try (Site site = world.open()) {
      site.listen(listener);
      site.componentDown("mqtt", "not connected");
      assertThat(site.problems()).extracting(Problem::toString).contains("mqtt: not connected");
      site.componentUp("mqtt", "connected");
      assertThat(site.problems()).isEmpty();
      assertThat(site.components())
          .isEqualTo(Map.of("mqtt", new ComponentHealth(true, "connected")));
      site.componentDown("mqtt", "lost");
      assertThat(site.components()).isEqualTo(Map.of("mqtt", new ComponentHealth(false, "lost")));
      site.componentRemoved("mqtt");
      assertThat(site.components()).isEmpty();
      assertThat(site.problems()).isEmpty();
    }
    assertThat(heard)
        .containsExactly("mqtt fails: not connected", "mqtt works: connected", "mqtt fails: lost");
  }

  @Test
  void persistsMetadataWithStates() {
    Store store = Store.inMemory();
    try (Site site =
        Site.with(world.types()).scheduler(world.time).store(store).open(world.config)) {
      assertThat(site.metadata("id")).isEmpty();
      site.setMetadata("id", "7");
      assertThat(site.metadata("id")).contains("7");
    }
    assertThat(store.snapshot().metadata()).containsEntry("id", "7");
  }

  @Test
  void recordsWhenItStartedWaitingForReports() {
    world.with(CheckConfig.of("far", "test").option("hostname", "far"));
    try (Site site = world.open()) {
      assertThat(site.state("far").orElseThrow().learned())
          .containsEntry(CheckState.ARMED, World.START.toString());
    }
  }

  @Test
  void rejectsRunOfUnknownCheck() {
    try (Site site = world.open()) {
      assertThatThrownBy(() -> site.run("a"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("there is no check named a");
    }
  }

  @Test
  void restoresStatesFromStore() {
    Store.Snapshot kept;
    world.with(World.thing("a", 60)).broken.add("a");
    Store store = Store.inMemory();
    try (Site site =
        Site.with(world.types()).scheduler(world.time).store(store).open(world.config)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
      kept = store.snapshot();
    }
    World later = new World(2).with(World.thing("a", 60));
    try (Site site =
        Site.with(later.types())
            .scheduler(later.time)
            .store(Store.inMemory(kept))
            .open(later.config)) {
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
      later.pass(Duration.ofMinutes(2));
      assertThat(later.headlines()).containsExactly("PASS a");
    }
  }

  @Test
  void notifiesOfRecoveryWhenFailActionIsOff() {
    world.with(World.thing("a", 60).failAction(false)).broken.add("a");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      assertThat(world.sent).isEmpty();
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("PASS a");
      assertThat(status(site, "a")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void keepsReportedUnreachableStatusAcrossReconfiguration() {
    world.with(CheckConfig.of("far", "test").option("hostname", "far").actions("box"));
    CheckState.Run run = new CheckState.Run(null, "sent", null, List.of(), Map.of(), Map.of());
    try (Site site = world.open()) {
      site.report("far", new Report(true, List.of(), 1, 1, "its gateway", null, run, null, false));
      apply(site, config -> config.withCheck(World.thing("another")));
      world.pass(Duration.ofSeconds(1));
      assertThat(status(site, "far")).isEqualTo(Status.UNREACHABLE);
      site.report("far", report(false));
      assertThat(status(site, "far")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void doesNotBlockDependentsByStateBeforeTypeChange() {
    world
        .with(World.thing("router", 86_400).threshold(2))
        .with(World.thing("host").dependsOn("router"));
    world.broken.add("router");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(1));
      apply(site, config -> config.withCheck(config.checks().get("router").with("type", "test")));
      assertThat(site.run("host").passed()).isTrue();
    }
  }

  @Test
  void runsCheckAtOnceAfterTypeChange() {
    world.with(CheckConfig.of("a", "test").option("hostname", "a").every(Duration.ofDays(7)));
    try (Site site = world.open()) {
      site.run("a");
      apply(site, config -> config.withCheck(config.checks().get("a").with("type", "thing")));
      world.pass(Duration.ofSeconds(1));
      assertThat(status(site, "a")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void doesNotCatchUpOutsideTheDatesOfATrigger() {
    world
        .with(World.thing("over").trigger(hourly("end_date", "2026-01-01 00:00")))
        .with(World.thing("to come").trigger(hourly("start_date", "2027-01-01 00:00")));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(1));
      assertThat(world.runs).isEmpty();
      assertThat(site.problems()).allMatch(problem -> !problem.isError());
    }
  }

  private static Map<String, Object> hourly(String key, String date) {
    return Map.of("interval", Map.of("hours", 1, key, date));
  }

  @Test
  void catchesUpWhenShortenedIntervalHasAlreadyElapsed() {
    world.with(World.thing("a", 7 * 86_400));
    try (Site site = world.open()) {
      world.pass(Duration.ofHours(3));
      world.runs.clear();
      apply(site, config -> config.withCheck(World.thing("a", 3600)));
      world.pass(Duration.ofSeconds(1));
      assertThat(world.runs).containsExactly("a");
    }
  }

  @Test
  void doesNotRunCheckRemovedWhilePaused() {
    world.with(World.thing("a", 60).pausedUntil(World.START.plusSeconds(600)));
    try (Site site = world.open()) {
      apply(site, config -> config.withoutCheck("a"));
      world.pass(Duration.ofHours(1));
      assertThat(world.runs).isEmpty();
    }
  }

  @Test
  void passesStateOfRenamedCheckToOnlyOneSuccessor() {
    world.with(World.thing("old", 60)).broken.add("old");
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      apply(
          site,
          config ->
              config
                  .withoutCheck("old")
                  .withCheck(World.thing("new", 60).with("was", "old"))
                  .withCheck(World.thing("copy", 60).with("was", "old")));
      assertThat(status(site, "new")).isEqualTo(Status.FAIL);
      assertThat(status(site, "copy")).isEqualTo(Status.PENDING);
      world.pass(Duration.ofMinutes(2));
      assertThat(world.runs).contains("new", "copy");
      assertThat(status(site, "copy")).isEqualTo(Status.PASS);
    }
  }

  private static CheckConfig row3600(String name, String... members) {
    return World.row(name, members).every(Duration.ofHours(1));
  }

  private static Status status(Site site, String check) {
    return site.state(check).orElseThrow().status();
  }

  private static void apply(Site site, java.util.function.UnaryOperator<SiteConfig> change) {
    site.apply(change.apply(site.config()));
  }

  @Test
  void sendsTestNotificationBypassingOutbox() {
    try (Site site = world.open()) {
      SendReport report = site.test("box");

      assertThat(report.delivered()).isTrue();
      assertThat(report.log()).containsExactly("in the box");
      assertThat(world.sent).singleElement().matches(Notification::test);
      assertThat(world.sent.get(0).headline()).isEqualTo("TEST: FAIL: box (box)");
      assertThatThrownBy(() -> site.test("bag")).isInstanceOf(NoSuchElementException.class);
    }
  }
}
