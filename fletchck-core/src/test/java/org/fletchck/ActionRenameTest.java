package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;

/** An action keeps under its new name what was to be sent under the old. */
class ActionRenameTest {

  private final World world = new World(1);
  private final ScriptedActionType mail = new ScriptedActionType("mail");
  private final ScriptedActionType sms = new ScriptedActionType("sms");

  @Test
  void sendsNotificationsPendingUnderOldNameInOrder() {
    mail.trouble = new IOException("down");
    try (Site site = open(world, Store.inMemory(), 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      site.apply(renamed(site.config(), "mail", "post"));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(site.undelivered()).extracting(OutboxEntry::action).containsOnly("post");
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)", "PASS: a (thing)");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void sendsInOrderAfterRenameWhileStopped() {
    Store store = Store.inMemory();
    mail.trouble = new IOException("down");
    try (Site site = open(world, store, 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(10));
      assertThat(site.problems()).hasSize(1);
    }
    World later = new World(2);
    later.time.advance(Duration.ofMinutes(20));
    later.config = renamed(world.config, "mail", "post");
    try (Site site = open(later, store)) {
      later.pass(Duration.ofMinutes(2));
      assertThat(site.problems()).singleElement().asString().startsWith("actions.post: has been");
      mail.trouble = null;
      later.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)", "PASS: a (thing)");
      assertThat(site.undelivered()).isEmpty();
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void followsTwoRenames() {
    mail.trouble = new IOException("down");
    try (Site site = open(world, Store.inMemory(), 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      site.apply(renamed(site.config(), "mail", "post"));
      site.apply(renamed(site.config(), "post", "letter"));
      mail.trouble = null;
      world.pass(Duration.ofMinutes(1));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
    }
  }

  @Test
  void completesAttemptInProgressDuringRename() {
    Site[] running = new Site[1];
    try (Site site = open(world, Store.inMemory(), 0)) {
      running[0] = site;
      mail.trouble = new IOException("down");
      mail.before =
          () -> {
            mail.before = () -> {};
            running[0].apply(renamed(running[0].config(), "mail", "post"));
          };
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(site.undelivered())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.action()).isEqualTo("post");
                assertThat(entry.reason()).isEqualTo("down");
              });
      mail.trouble = null;
      mail.before =
          () -> {
            mail.before = () -> {};
            running[0].apply(renamed(running[0].config(), "post", "letter"));
          };
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void keepsDigestTogetherAcrossRename() {
    try (Site site = open(world, Store.inMemory(), 300)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      site.apply(renamed(site.config(), "mail", "post"));
      world.broken.add("b");
      world.pass(Duration.ofMinutes(6));
      assertThat(mail.headlines()).containsExactly("2 changes: 2 FAIL");
    }
  }

  @Test
  void notifiesOfRecoveryUnderNewName() {
    mail.trouble = new IOException("down");
    try (Site site = open(world, Store.inMemory(), 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(10));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
      SiteConfig config = renamed(site.config(), "mail", "post");
      site.apply(renamed(config, "sms", "phone"));
      assertThat(site.problems()).hasSize(1);
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(sms.headlines()).last().isEqualTo("PASS: post (action)");
      assertThat(sms.sent.get(2).incident()).isEqualTo(sms.sent.get(1).incident());
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void leavesPendingNotificationsToNewActionWithOldName() {
    mail.trouble = new IOException("down");
    try (Site site = open(world, Store.inMemory(), 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      site.apply(renamed(site.config(), "mail", "post").withAction(ActionConfig.of("mail", "sms")));
      world.pass(Duration.ofMinutes(16));
      assertThat(site.undelivered()).extracting(OutboxEntry::action).doesNotContain("mail");
      assertThat(sms.headlines()).filteredOn("FAIL: a (thing)"::equals).hasSize(2);
    }
  }

  @Test
  void mergesNotificationsPendingUnderBothNamesInOrder() {
    mail.trouble = new IOException("down");
    world.config = world.config.withAction(ActionConfig.of("post", "mail"));
    try (Site site = open(world, Store.inMemory(), 0)) {
      site.apply(site.config().withCheck(World.thing("a", 60).actions("post")));
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      site.apply(site.config().withCheck(World.thing("a", 60).actions("mail", "post")));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      site.apply(renamed(site.config().withoutAction("post"), "mail", "post"));
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).startsWith("FAIL: a (thing)").endsWith("PASS: a (thing)");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  private static SiteConfig renamed(SiteConfig config, String from, String to) {
    SiteConfig renamed = config.renamedAction(from, to);
    return renamed.withAction(renamed.actions().get(to).with("was", from));
  }

  private Site open(World of, Store store, int group) {
    of.config =
        of.config
            .withoutAction("box")
            .withAction(ActionConfig.of("mail", Map.of("type", "mail", "group", group)))
            .withAction(ActionConfig.of("sms", "sms"));
    of.with(World.thing("a", 60).actions("mail", "sms"));
    of.with(World.thing("b", 60).actions("mail", "sms"));
    return open(of, store);
  }

  private Site open(World of, Store store) {
    Types types = of.types().and(Types.of(mail, sms));
    return Site.with(types).scheduler(of.time).store(store).open(of.config);
  }
}
