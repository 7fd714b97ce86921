package org.fletchck.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.ScriptedActionType;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Notification;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionHealthTest {

  private final World world = new World(1);
  private final ScriptedActionType mail = new ScriptedActionType("mail");
  private final ScriptedActionType sms = new ScriptedActionType("sms");
  private final List<String> heard = new ArrayList<>();

  @Test
  void notifiesOnceThroughOtherActionsOfFailureAndRecovery() {
    mail.trouble = new IOException("connection refused");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofMinutes(4));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(site.problems()).isEmpty();
      world.pass(Duration.ofHours(3));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
      assertThat(sms.sent.get(1).what().reason()).isEqualTo("connection refused");
      assertThat(sms.sent.get(1).what().log()).containsExactly("not delivered: FAIL: a (thing)");
      assertThat(site.problems())
          .singleElement()
          .extracting(Object::toString)
          .asString()
          .startsWith("actions.mail: has been failing since 2026-11-21 00:0")
          .endsWith(": connection refused");
      assertThat(heard).containsExactly("mail fails: connection refused");

      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(sms.headlines()).last().isEqualTo("PASS: mail (action)");
      assertThat(sms.sent.get(2).incident()).isEqualTo(sms.sent.get(1).incident());
      assertThat(site.problems()).isEmpty();
      assertThat(heard).hasSize(2).last().isEqualTo("mail works");
      world.pass(Duration.ofHours(3));
      assertThat(sms.sent).hasSize(3);
    }
  }

  @Test
  void doesNotNotifyOfShortOutage() {
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofMinutes(3));
      mail.trouble = null;
      world.pass(Duration.ofHours(1));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(heard).isEmpty();
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void notifiesThroughFirstRecoveredActionWhenAllFailed() {
    mail.trouble = new IOException("down");
    sms.trouble = new IOException("down too");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofHours(1));
      assertThat(site.problems()).hasSize(2);
      sms.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(sms.headlines()).last().isEqualTo("PASS: mail (action)");
    }
  }

  @Test
  void notifiesOfActionThatRefusesEverything() {
    mail.trouble = new RefusedException("535 wrong password");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofMinutes(10));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
      assertThat(sms.sent.get(1).what().reason()).contains("535 wrong password");
      assertThat(site.problems()).hasSize(1);
    }
  }

  @Test
  void remembersNotifiedFailureAcrossRestart() {
    Store store = Store.inMemory();
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, store)) {
      world.pass(Duration.ofHours(1));
      assertThat(site.problems()).hasSize(1);
    }
    World later = twoHoursLater();
    try (Site site = open(later, store)) {
      assertThat(site.problems()).hasSize(1);
      later.pass(Duration.ofHours(1));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
      assertThat(heard).hasSize(1);
      mail.trouble = null;
      later.pass(Duration.ofMinutes(16));
      assertThat(sms.headlines()).last().isEqualTo("PASS: mail (action)");
      assertThat(sms.sent).extracting(Notification::id).doesNotHaveDuplicates();
    }
  }

  /** The same site in the next process: what was broken is broken still. */
  private World twoHoursLater() {
    World later = new World(2);
    later.time.advance(Duration.ofHours(2));
    later.config = world.config;
    later.broken.add("a");
    return later;
  }

  @Test
  void doesNotReportFailureWhenActionWorksAfterRestart() {
    Store store = Store.inMemory();
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, store)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.problems()).isEmpty();
    }
    mail.trouble = null;
    World later = twoHoursLater();
    try (Site site = open(later, store)) {
      later.pass(Duration.ofHours(1));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)");
      assertThat(site.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, -1, -24})
  void waitsFiveMinutesOfElapsedTimeDespiteClockChanges(int hours) {
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofSeconds(90));
      world.time.jump(Duration.ofHours(hours));
      world.pass(Duration.ofMinutes(2));
      assertThat(site.problems()).isEmpty();
      world.pass(Duration.ofMinutes(8));
      assertThat(site.problems()).hasSize(1);
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
    }
  }

  @Test
  void doesNotCountTimeWhileStopped() {
    Store store = Store.inMemory();
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, store)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.problems()).isEmpty();
    }
    World later = twoHoursLater();
    try (Site site = open(later, store)) {
      later.pass(Duration.ofMinutes(2));
      assertThat(site.problems()).isEmpty();
      later.pass(Duration.ofMinutes(9));
      assertThat(site.problems()).hasSize(1);
    }
  }

  @Test
  void forgetsAnActionThatIsGone() {
    mail.trouble = new IOException("down");
    world.broken.add("a");
    try (Site site = open(world, Store.inMemory())) {
      world.pass(Duration.ofMinutes(10));
      assertThat(site.problems()).hasSize(1);
      assertThat(site.apply(site.config().withoutAction("mail")))
          .noneMatch(problem -> problem.message().contains("failing"));
      world.pass(Duration.ofHours(1));
      assertThat(sms.headlines()).containsExactly("FAIL: a (thing)", "FAIL: mail (action)");
    }
  }

  private Site open(World of, Store store) {
    of.config =
        of.config
            .withoutAction("box")
            .withAction(ActionConfig.of("mail", "mail"))
            .withAction(ActionConfig.of("sms", "sms"));
    of.with(World.thing("a", 60).actions("mail", "sms"));
    Types types = of.types().and(Types.of(mail, sms));
    return Site.with(types)
        .scheduler(of.time)
        .store(store)
        .listener(new ActionListener())
        .open(of.config);
  }

  private final class ActionListener implements SiteListener {
    @Override
    public void actionFails(String action, String reason) {
      heard.add(action + " fails: " + reason);
    }

    @Override
    public void actionWorks(String action) {
      heard.add(action + " works");
    }
  }
}
