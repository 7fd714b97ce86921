package org.fletchck.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fletchck.Reporting;
import org.fletchck.ScriptedActionType;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

/** Who is sent what, by what each action was sent before. */
class NotificationPlannerTest {

  private final World world = new World(7);
  private final ScriptedActionType sms = new ScriptedActionType("sms");

  private Site open(Store store) {
    Types types = world.types(sms);
    return Site.with(types)
        .scheduler(world.time)
        .store(store)
        .open(world.config.withAction(ActionConfig.of("sms", "sms")));
  }

  private static void apply(Site site, UnaryOperator<SiteConfig> change) {
    site.apply(change.apply(site.config()));
  }

  @Test
  void notifiesOnlyActionAddedToFailingCheck() {
    world.with(World.thing("web", 3600)).broken.add("web");
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL web");

      apply(site, c -> c.withCheck(c.checks().get("web").actions("box", "sms")));
      world.pass(Duration.ofMinutes(1));

      assertThat(world.headlines()).as("box knows it").containsExactly("FAIL web");
      assertThat(sms.headlines()).containsExactly("FAIL: web (thing)");
      assertThat(sms.sent.get(0).when().lasted()).isNotNull();
      assertThat(site.explain("web")).last().asString().contains("notified through sms");
    }
  }

  @Test
  void sendsRecoveryToRemovedActionButNotToOneAddedLater() {
    world.with(World.thing("web", 60)).broken.add("web");
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      apply(site, c -> c.withCheck(c.checks().get("web").with("actions", List.of())));
      world.pass(Duration.ofMinutes(2));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      apply(site, c -> c.withCheck(c.checks().get("web").actions("sms")));
      world.pass(Duration.ofMinutes(2));

      assertThat(world.headlines()).containsExactly("FAIL web", "PASS web");
      assertThat(sms.sent).isEmpty();
    }
  }

  @Test
  void remembersNotifiedActionsAcrossRestart() {
    world.with(World.thing("web", 60)).broken.add("web");
    Store store = Store.inMemory();
    try (Site site = open(store)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.undelivered()).isEmpty();
    }
    World after = new World(new ManualScheduler(World.START.plusSeconds(600), 8));
    after.config = world.config.withCheck(World.thing("web", 60).actions("box", "sms"));
    after.broken.add("web");
    try (Site site =
        Site.with(after.types(sms))
            .scheduler(after.time)
            .store(Store.inMemory(store.snapshot()))
            .open(after.config.withAction(ActionConfig.of("sms", "sms")))) {
      after.pass(Duration.ofMinutes(2));

      assertThat(site.state("web").orElseThrow().judged()).isEqualTo(Status.FAIL);
      assertThat(after.sent).as("the box was sent it by the program before").isEmpty();
      assertThat(sms.headlines()).containsExactly("FAIL: web (thing)");
      after.broken.clear();
      after.pass(Duration.ofMinutes(2));
      assertThat(after.headlines()).containsExactly("PASS web");
      assertThat(sms.headlines()).endsWith("PASS: web (thing)").hasSize(2);
    }
  }

  @Test
  void treatsFailureNotifiedByEarlierVersionAsSentToAllActions() {
    world.with(World.thing("web", 60)).broken.add("web");
    Store store = Store.inMemory();
    try (Site site = open(store)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.undelivered()).isEmpty();
    }
    Store.Snapshot old = store.snapshot();
    Store.SavedCheck saved = old.checks().values().iterator().next();
    Store.SavedCheck bare =
        new Store.SavedCheck(saved.id(), saved.name(), saved.target(), saved.state());
    world.sent.clear();
    World after = new World(new ManualScheduler(World.START.plusSeconds(600), 8));
    after.config = world.config;
    after.broken.add("web");
    Store kept = Store.inMemory(new Store.Snapshot(Map.of(bare.id(), bare), List.of(), Map.of()));
    try (Site site =
        Site.with(after.types()).scheduler(after.time).store(kept).open(after.config)) {
      after.pass(Duration.ofMinutes(3));
      assertThat(site.state("web").orElseThrow().judged()).isEqualTo(Status.FAIL);
      assertThat(after.sent).isEmpty();
      after.broken.clear();
      after.pass(Duration.ofMinutes(3));
      assertThat(after.headlines()).containsExactly("PASS web");
    }
  }

  @Test
  void notifiesOnceOfNewFailureKindAndRecordsReasonsInIncident() {
    Reporting reporting = new Reporting();
    try (Site site =
        Site.with(world.types(reporting))
            .scheduler(world.time)
            .open(
                world.config.withCheck(
                    CheckConfig.of("ssh", "reporting")
                        .every(Duration.ofMinutes(1))
                        .actions("box")))) {
      reporting.result = CheckResult.fail("refused after 17 ms");
      world.pass(Duration.ofMinutes(2));
      reporting.result = CheckResult.fail("refused after 1,234 ms");
      world.pass(Duration.ofMinutes(1));
      reporting.result = CheckResult.fail("other key").withTrustFailure(CheckResult.HOSTKEY);
      world.pass(Duration.ofMinutes(3));
      reporting.result = CheckResult.fail("refused after 18 ms");
      world.pass(Duration.ofMinutes(3));

      assertThat(world.sent)
          .extracting(Notification::change)
          .containsExactly(Change.FAILED, Change.KIND);
      assertThat(world.sent.get(1).what().reason()).isEqualTo("other key");
      History.Incident incident = site.history().incidents(site.id("ssh").orElseThrow(), 5).get(0);
      assertThat(incident.reason()).isEqualTo("refused after 17 ms");
      assertThat(incident.reasons())
          .extracting(History.Reason::text)
          .containsExactly("other key", "refused after 18 ms");
    }
  }

  @Test
  void doesNotTreatUnjudgedMemberAsPassing() {
    world
        .with(World.thing("gw", 60))
        .with(World.thing("a"))
        .with(World.thing("dep").dependsOn("gw"))
        .with(World.row("seq", "a", "dep").every(Duration.ofMinutes(1)))
        .broken
        .addAll(List.of("a", "dep"));
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(3));
      world.broken.add("gw");
      world.pass(Duration.ofMinutes(5));
      world.broken.remove("gw");
      world.pass(Duration.ofMinutes(5));
      assertThat(world.headlines()).containsExactly("FAIL seq", "FAIL gw", "PASS gw");
      assertThat(site.state("seq").orElseThrow().members()).containsExactly("a", "dep");

      apply(site, c -> c.withCheck(c.checks().get("dep").paused(true)));
      world.pass(Duration.ofMinutes(3));
      world.broken.remove("a");
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).as("held while dep can't be judged").hasSize(3);
      assertThat(site.state("seq").orElseThrow().status()).isEqualTo(Status.UNREACHABLE);
      assertThat(site.state("seq").orElseThrow().blockedBy()).isEqualTo("dep");

      apply(site, c -> c.withCheck(c.checks().get("dep").paused(false)));
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).hasSize(4).endsWith("FAIL seq");
      assertThat(world.sent.get(3).what().members().back()).containsExactly("a");
      assertThat(world.sent.get(3).what().members().still()).containsExactly("dep");
      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).hasSize(5).endsWith("PASS seq");
    }
  }

  @Test
  void doesNotNotifyWhenFailingMemberIsRemoved() {
    world
        .with(World.thing("a"))
        .with(World.thing("b"))
        .with(World.row("seq", "a", "b").every(Duration.ofMinutes(1)))
        .broken
        .addAll(List.of("a", "b"));
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      apply(site, c -> c.withCheck(World.row("seq", "a").every(Duration.ofMinutes(1))));
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL seq");
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(world.headlines()).containsExactly("FAIL seq", "PASS seq");
    }
  }

  @Test
  void keepsAFailingMemberUnderItsNewName() {
    world
        .with(World.thing("a"))
        .with(World.row("seq", "a").every(Duration.ofMinutes(1)))
        .broken
        .add("a");
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      apply(
          site,
          c ->
              c.withoutCheck("a")
                  .withCheck(CheckConfig.of("b", "thing").option("hostname", "a").with("was", "a"))
                  .withCheck(World.row("seq", "b").every(Duration.ofMinutes(1))));
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL seq");
      assertThat(site.state("seq").orElseThrow().members()).containsExactly("b");
    }
  }

  @Test
  void judgesDependentOfIntermittentlyFailingCheck() {
    world
        .with(World.thing("parent", 60).threshold(3))
        .with(World.thing("child", 60).dependsOn("parent"))
        .broken
        .add("child");
    int[] parentRuns = {0};
    world.during.put(
        "parent",
        () -> {
          if (parentRuns[0]++ % 2 == 0) {
            world.broken.add("parent");
          } else {
            world.broken.remove("parent");
          }
        });
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(30));
      assertThat(site.state("child").orElseThrow().judged()).isEqualTo(Status.FAIL);
      assertThat(world.headlines()).containsExactly("FAIL child");
    }
  }

  @Test
  void doesNotBlockDependentsOfSequenceWithUnknownMember() {
    world
        .with(World.row("seq", "nobody").every(Duration.ofMinutes(1)))
        .with(World.thing("web", 60).dependsOn("seq"))
        .broken
        .add("web");
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(3));
      assertThat(site.state("seq").orElseThrow().status()).isEqualTo(Status.UNREACHABLE);
      assertThat(world.headlines()).containsExactly("FAIL web");
    }
  }
}
