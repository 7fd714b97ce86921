package org.fletchck.internal.notify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fletchck.ScriptedActionType;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Types;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.OutboxEntry.Window;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Snapshot;
import org.junit.jupiter.api.Test;

class DigestWindowsTest {

  private final World world = new World(1);
  private final ScriptedActionType mail = new ScriptedActionType("mail");

  @Test
  void sendsOneDigestPerWindow() {
    try (Site site = open(Store.inMemory(), 60, "a", "b", "c")) {
      world.broken.addAll(List.of("a", "b", "c"));
      world.pass(Duration.ofMinutes(3));
      assertThat(mail.headlines()).containsExactly("3 changes: 3 FAIL");
      Notification digest = mail.sent.get(0);
      assertThat(digest.change()).isEqualTo(Change.FAILED);
      assertThat(digest.subject().name()).isEqualTo("3 changes");
      assertThat(digest.parts())
          .extracting(part -> part.subject().name())
          .containsExactlyInAnyOrder("a", "b", "c");
      assertThat(digest.parts()).extracting(part -> part.when().at()).isSorted();
      assertThat(digest.what().log()).hasSize(3).contains("FAIL: a (thing): a is broken");
      assertThat(site.awaitDeliveries(Duration.ZERO)).isTrue();

      world.broken.clear();
      world.pass(Duration.ofMinutes(3));
      assertThat(mail.headlines()).last().isEqualTo("3 changes: 3 PASS");
      assertThat(mail.sent.get(1).change()).isEqualTo(Change.RECOVERED);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsLoneNotificationWithoutDigestWhenWindowCloses() {
    try (Site site = open(Store.inMemory(), 300, "a")) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(4));
      assertThat(mail.sent).isEmpty();
      world.pass(Duration.ofMinutes(2));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(mail.sent.get(0).isDigest()).isFalse();
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void resumesWindowAfterRestart() {
    Store store = Store.inMemory();
    world.broken.add("a");
    try (Site site = open(store, 300, "a", "b")) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.states()).hasSize(2);
    }
    Snapshot left = store.snapshot();
    Duration rest = left.outbox().get(0).dueNext().minus(left.running());
    World later = new World(2);
    later.time.advance(Duration.ofMinutes(3));
    later.config = world.config;
    later.broken.addAll(List.of("a", "b"));
    try (Site site = open(later, store)) {
      later.pass(rest.minusSeconds(1));
      assertThat(mail.sent).isEmpty();
      later.pass(Duration.ofMillis(1_001)); // running time is counted in whole milliseconds
      assertThat(mail.headlines()).containsExactly("2 changes: 2 FAIL");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void sendsTheSameMessageAgainAfterACrash() {
    Store store = Store.inMemory();
    world.broken.addAll(List.of("a", "b"));
    mail.trouble = new IOException("down");
    try (Site site = open(store, 60, "a", "b")) {
      world.pass(Duration.ofMinutes(3));
      assertThat(site.states()).hasSize(2);
    }
    mail.trouble = null;
    Snapshot left = store.snapshot(); // what is known if a crash comes right after the next try
    assertThat(left.outbox()).hasSize(2).allMatch(entry -> "down".equals(entry.reason()));
    for (int i = 0; i < 2; i++) {
      World later = new World(i);
      later.config = world.config;
      later.broken.addAll(world.broken);
      later.time.advance(Duration.ofMinutes(10));
      try (Site site = open(later, Store.inMemory(left))) {
        later.pass(Duration.ofMinutes(1));
        assertThat(site.states()).hasSize(2);
      }
    }
    assertThat(mail.sent).hasSize(2);
    assertThat(mail.sent.get(1)).isEqualTo(mail.sent.get(0));
  }

  @Test
  void keepsOrderOfFailedMessagesWhenGroupIsTurnedOff() {
    mail.trouble = new IOException("down");
    world.broken.addAll(List.of("a", "b"));
    try (Site site = open(Store.inMemory(), 60, "a", "b")) {
      world.pass(Duration.ofMinutes(3));
      world.broken.remove("a");
      world.pass(Duration.ofMinutes(3));
      site.apply(site.config().withAction(ActionConfig.of("mail", "mail")));
      world.broken.add("a");
      world.pass(Duration.ofMinutes(3));
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines())
          .containsExactly("2 changes: 2 FAIL", "PASS: a (thing)", "FAIL: a (thing)");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void keepsTheOrderWhenGroupIsTurnedOn() {
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(Store.inMemory(), 0, "a", "b")) {
      world.pass(Duration.ofMinutes(3));
      site.apply(site.config().withAction(grouped(60)));
      world.broken.remove("a");
      world.broken.add("b");
      world.pass(Duration.ofMinutes(3));
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines())
          .containsSubsequence("FAIL: a (thing)", "PASS: a (thing)")
          .contains("FAIL: b (thing)")
          .hasSize(3);
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void closesWindowOnTimeWhenClockIsSetBack() {
    world.broken.add("a");
    try (Site site = open(Store.inMemory(), 60, "a")) {
      world.pass(Duration.ofSeconds(61));
      world.time.jump(Duration.ofHours(-3));
      world.pass(Duration.ofMinutes(1));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void closesWindowOnTimeWhenClockIsSetAhead() {
    world.broken.add("a");
    try (Site site = open(Store.inMemory(), 300, "a", "b")) {
      world.pass(Duration.ofMinutes(2));
      world.time.jump(Duration.ofDays(1));
      world.broken.add("b");
      world.pass(Duration.ofMinutes(2));
      assertThat(mail.sent).isEmpty();
      world.pass(Duration.ofMinutes(3));
      assertThat(mail.headlines()).containsExactly("2 changes: 2 FAIL");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void closesWindowOpenedByEarlierVersionAtStartup() {
    Store store = Store.inMemory();
    world.broken.addAll(List.of("a", "b"));
    try (Site site = open(store, 3600, "a", "b")) {
      world.pass(Duration.ofMinutes(3));
      assertThat(site.undelivered()).hasSize(2);
    }
    Snapshot kept = store.snapshot();
    Snapshot left =
        new Snapshot(
            kept.checks(),
            kept.outbox().stream().map(DigestWindowsTest::ofAnEarlierVersion).toList(),
            kept.metadata());
    World later = new World(2);
    later.config = world.config;
    later.broken.addAll(world.broken);
    try (Site site = open(later, Store.inMemory(left))) {
      later.pass(Duration.ofSeconds(1));
      assertThat(mail.headlines()).containsExactly("2 changes: 2 FAIL");
      assertThat(site.problems()).isEmpty();
    }
  }

  private static OutboxEntry ofAnEarlierVersion(OutboxEntry e) {
    Window window = new Window(requireNonNull(e.window()).id(), e.window().closes());
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
        window);
  }

  @Test
  void sendsOneDigestForOnDemandRuns() throws InterruptedException {
    configure(3600, "a", "b");
    world.broken.addAll(List.of("a", "b"));
    Types types = world.types().and(Types.of(mail));
    try (Site site = Site.with(types).onDemand().open(world.config)) {
      site.run("a");
      site.run("b");
      assertThat(site.awaitDeliveries(Duration.ofSeconds(20))).isTrue();
      assertThat(mail.headlines()).containsExactly("2 changes: 2 FAIL");
    }
  }

  private Site open(Store store, int group, String... checks) {
    configure(group, checks);
    return open(world, store);
  }

  private void configure(int group, String... checks) {
    world.config = world.config.withAction(grouped(group));
    for (String check : checks) {
      world.with(World.thing(check, 60).actions("mail"));
    }
  }

  private Site open(World of, Store store) {
    Types types = of.types().and(Types.of(mail));
    return Site.with(types).scheduler(of.time).store(store).open(of.config);
  }

  private static ActionConfig grouped(int seconds) {
    return ActionConfig.of("mail", Map.of("type", "mail", "group", seconds));
  }
}
