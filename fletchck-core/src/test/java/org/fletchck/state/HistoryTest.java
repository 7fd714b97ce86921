package org.fletchck.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.Slot;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.junit.jupiter.api.Test;

/** What the engine tells a store of what happens, as the store in memory shows it. */
class HistoryTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = new World(1);

  private static Instant minute(int minutes) {
    return World.START.plus(Duration.ofMinutes(minutes));
  }

  /** A check that runs at each full minute. */
  private static CheckConfig everyMinute(String name) {
    return World.thing(name)
        .trigger(Map.of("interval", Map.of("minutes", 1, "start_date", "2026-11-21 00:00:00")))
        .actions("box");
  }

  @Test
  void recordsEachRunAndDecisionsOnStatusChange() {
    world.with(everyMinute("web").threshold(2));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      world.broken.add("web");
      world.pass(Duration.ofMinutes(2));

      List<Run> runs = site.history().runs(site.id("web").orElseThrow(), 4);
      assertThat(runs)
          .extracting(Run::verdict)
          .containsExactly(Verdict.FAILED, Verdict.FAILED, Verdict.PASSED, Verdict.PASSED);
      assertThat(runs.get(0).decision()).isEqualTo("notified: began to fail");
      assertThat(runs.get(0).took()).isEqualTo(Duration.ZERO);
      assertThat(runs.get(1).decision()).isNull();
    }
  }

  @Test
  void startsIncidentAtFirstFailingRun() {
    world.with(everyMinute("web").threshold(3));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(10));
      world.broken.add("web");
      world.pass(Duration.ofMinutes(10));
      world.broken.clear();
      world.pass(Duration.ofMinutes(10));

      String id = site.id("web").orElseThrow();
      Incident incident = site.history().incidents(id, 9).get(0);
      assertThat(incident.from()).isEqualTo(minute(11));
      assertThat(incident.to()).isEqualTo(minute(21));
      assertThat(incident.reason()).isEqualTo("web is broken");
      assertThat(incident.notified()).containsExactly("box");
      assertThat(incident.id()).isEqualTo(world.sent.get(0).incident());
      Uptime uptime = site.history().uptime(id, minute(0), minute(30));
      assertThat(uptime.down()).isEqualTo(Duration.ofMinutes(10));
      assertThat(uptime.unknown()).isLessThanOrEqualTo(Duration.ofMinutes(1));
      assertThat(site.history().incidents(minute(0), minute(9), 9)).isEmpty();
      assertThat(site.history().incidents(minute(15), minute(16), 9)).containsExactly(incident);
      assertThat(site.history().settled(9))
          .extracting(SettledEntry::end)
          .containsExactly(End.DELIVERED, End.DELIVERED);
    }
  }

  @Test
  void countsTimeBehindFailingRouterAsUnknown() {
    world.with(everyMinute("router"));
    world.with(everyMinute("web").dependsOn("router"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(10));
      world.broken.addAll(List.of("router", "web"));
      world.pass(Duration.ofMinutes(10));
      world.broken.clear();
      world.pass(Duration.ofMinutes(10));

      String id = site.id("web").orElseThrow();
      assertThat(site.history().incidents(id, 9)).isEmpty();
      Uptime uptime = site.history().uptime(id, minute(1), minute(30));
      assertThat(uptime.down()).isZero();
      assertThat(uptime.unknown()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
      List<Slot> series = site.history().series(id, minute(0), minute(60), HOUR);
      assertThat(series.get(0).unreachable()).isBetween(9, 20);
      assertThat(series.get(0).failures()).isZero();
    }
  }

  @Test
  void recordsFailingMembersOfSequence() {
    world.with(World.thing("a")).with(World.thing("b")).with(World.row("row", "a", "b"));
    try (Site site = world.open()) {
      site.run("row");
      world.broken.add("a");
      site.run("row");
      world.broken.add("b");
      site.run("row");
      String id = site.id("row").orElseThrow();
      assertThat(site.history().incidents(id, 9).get(0).members()).containsExactly("a", "b");
      world.broken.clear();
      site.run("row");

      Incident incident = site.history().incidents(id, 9).get(0);
      assertThat(incident.members()).containsExactly("a", "b");
      assertThat(incident.to()).isEqualTo(World.START);
    }
  }

  @Test
  void keepsHistoryAcrossRenameAndDeletesItOnRemoval() {
    world.with(World.thing("old"));
    try (Site site = world.open()) {
      site.run("old");
      String id = site.id("old").orElseThrow();
      site.apply(world.config.withoutCheck("old").withCheck(World.thing("new").with("was", "old")));
      assertThat(site.id("new")).hasValue(id);
      assertThat(site.history().runs(id, 9)).hasSize(1);

      site.apply(world.config.withoutCheck("old"));
      assertThat(site.history().runs(id, 9)).isEmpty();
    }
  }

  @Test
  void listsStatusChangesOfAllChecksIncludingInitialStatus() {
    world.with(everyMinute("web")).with(everyMinute("mail"));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(5));
      world.broken.add("web");
      world.pass(Duration.ofMinutes(5));

      String web = site.id("web").orElseThrow();
      String mail = site.id("mail").orElseThrow();
      Map<String, List<StatusChange>> turns = site.history().statusChanges(minute(4), minute(20));
      assertThat(turns).containsOnlyKeys(web, mail);
      assertThat(turns.get(mail)).extracting(StatusChange::status).containsExactly(Status.PASS);
      assertThat(turns.get(web))
          .extracting(StatusChange::status)
          .containsExactly(Status.PASS, Status.FAIL);
      assertThat(site.history().statusChanges(minute(2), minute(6)).get(web))
          .extracting(StatusChange::status)
          .containsExactly(Status.PASS);
    }
  }
}
