package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

/** What an action is sent that could not send anything for more than a day. */
class ExpiryTest {

  private final World world = new World(3);
  private final ScriptedActionType mail = new ScriptedActionType("mail");
  private Store store = Store.inMemory();

  private Site open() {
    return open(world);
  }

  private Site open(World in) {
    return Site.with(in.types(mail))
        .scheduler(in.time)
        .store(store)
        .open(in.config.withAction(ActionConfig.of("mail", "mail")));
  }

  private void fails(String reason) {
    mail.trouble = new IOException(reason);
  }

  private void works() {
    mail.trouble = null;
  }

  private void hours(int hours) {
    world.pass(Duration.ofHours(hours));
  }

  private List<String> sent() {
    return mail.sent.stream()
        .filter(n -> !n.subject().type().equals("action"))
        .map(n -> n.change() + " " + n.subject().name())
        .toList();
  }

  private static World web(World in) {
    return in.with(World.thing("web", 600).actions("mail"));
  }

  @Test
  void sendsOngoingFailureOnceActionWorksAgain() {
    web(world).broken.add("web");
    fails("down");
    try (Site site = open()) {
      hours(60);
      assertThat(store.history().settled(9))
          .filteredOn(settled -> settled.entry().action().equals("mail"))
          .extracting(SettledEntry::end)
          .containsExactly(End.EXPIRED, End.EXPIRED);
      works();
      hours(1);
      assertThat(sent()).as(site.explain("web").toString()).containsExactly("FAILED web");
      world.broken.clear();
      hours(1);
      assertThat(sent()).containsExactly("FAILED web", "RECOVERED web");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void dropsEndedFailureThatWasNeverDelivered() {
    web(world).broken.add("web");
    fails("down");
    try (Site site = open()) {
      hours(26);
      world.broken.clear();
      hours(2);
      assertThat(site.undelivered()).as("what replaced it is taken back").isEmpty();
      works();
      hours(1);
      assertThat(sent()).isEmpty();
      world.broken.add("web");
      hours(1);
      assertThat(sent()).containsExactly("FAILED web");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void sendsRecoveryFromDeliveredFailureHoweverLate() {
    web(world).broken.add("web");
    try (Site site = open()) {
      hours(1);
      fails("down");
      world.broken.clear();
      hours(49);
      assertThat(sent()).containsExactly("FAILED web");
      works();
      hours(1);
      assertThat(sent())
          .as(site.explain("web").toString())
          .containsExactly("FAILED web", "RECOVERED web");
    }
  }

  @Test
  void sendsOnlyLatestFailureAfterSeveralStatusChanges() {
    web(world).broken.add("web");
    fails("down");
    try (Site site = open()) {
      hours(1);
      world.broken.clear();
      hours(1);
      world.broken.add("web");
      hours(25);
      world.broken.clear();
      hours(1);
      world.broken.add("web");
      hours(1);
      works();
      hours(1);
      assertThat(sent()).as(site.explain("web").toString()).containsExactly("FAILED web");
      assertThat(mail.sent.get(0).when().lasted()).isNull();
    }
  }

  @Test
  void sendsCurrentlyFailingMembers() {
    world
        .with(World.thing("a"))
        .with(World.thing("b"))
        .with(World.row("row", "a", "b").every(Duration.ofMinutes(10)).actions("mail"))
        .broken
        .add("a");
    try (Site site = open()) {
      hours(1);
      fails("down");
      world.broken.add("b");
      hours(25);
      world.broken.remove("a");
      hours(1);
      works();
      hours(1);
      assertThat(sent())
          .as(site.explain("row").toString())
          .containsExactly("FAILED row", "MEMBERS row");
      Notification members = mail.sent.get(1);
      assertThat(members.change()).isEqualTo(Change.MEMBERS);
      assertThat(members.what().members().fresh()).containsExactly("b");
      assertThat(members.what().members().back()).containsExactly("a");
    }
  }

  @Test
  void dropsEndedUndeliveredFailureAfterRestart() {
    web(world).broken.add("web");
    fails("down");
    try (Site site = open()) {
      hours(26);
      assertThat(site.undelivered()).hasSize(1);
    }
    World later = new World(new ManualScheduler(world.time.clock().instant().plusSeconds(3600), 4));
    web(later);
    try (Site site = open(later)) {
      later.pass(Duration.ofSeconds(1));
      assertThat(site.undelivered()).as("it passes now, and nobody heard that it failed").isEmpty();
      works();
      later.pass(Duration.ofHours(1));
      assertThat(sent()).isEmpty();
      later.broken.add("web");
      later.pass(Duration.ofHours(1));
      assertThat(sent()).containsExactly("FAILED web");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void sendsFailureLeftUndeliveredByEarlierVersion() {
    web(world).broken.add("web");
    fails("down");
    try (Site site = open()) {
      hours(1);
      assertThat(site.undelivered()).hasSize(1);
    }
    Store.Snapshot left = store.snapshot();
    List<OutboxEntry> bare = left.outbox().stream().map(ExpiryTest::ofAnEarlierVersion).toList();
    store = Store.inMemory(new Store.Snapshot(left.checks(), bare, left.metadata()));
    World later = new World(new ManualScheduler(world.time.clock().instant().plusSeconds(60), 5));
    web(later).broken.add("web");
    try (Site site = open(later)) {
      later.pass(Duration.ofHours(26));
      works();
      later.pass(Duration.ofHours(1));
      assertThat(sent()).as(site.explain("web").toString()).containsExactly("FAILED web");
    }
  }

  private static OutboxEntry ofAnEarlierVersion(OutboxEntry e) {
    return new OutboxEntry(
        e.id(),
        e.action(),
        e.lane(),
        e.notification(),
        e.created(),
        e.failedAttempts(),
        e.refusals(),
        e.next(),
        e.done(),
        e.reason(),
        e.window());
  }

  @Test
  void sendsOnlyOngoingFailuresOfExpiredDigest() {
    web(world).with(World.thing("db", 600).actions("mail")).broken.addAll(List.of("web", "db"));
    fails("down");
    ActionConfig gathering = ActionConfig.of("mail", "mail").with("group", 60);
    try (Site site =
        Site.with(world.types(mail))
            .scheduler(world.time)
            .store(store)
            .open(world.config.withAction(gathering))) {
      hours(26);
      world.broken.remove("db");
      hours(1);
      works();
      hours(1);
      assertThat(sent()).as(site.explain("db").toString()).containsExactly("FAILED web");
    }
  }
}
