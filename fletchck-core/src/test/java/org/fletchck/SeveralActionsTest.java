package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Notification;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SiteListener;
import org.junit.jupiter.api.Test;

/** What one action suffers is no matter of the others. */
class SeveralActionsTest {

  private final World world = new World(1);
  private final ScriptedActionType mail = new ScriptedActionType("mail");

  @Test
  void deliversDelayedFailureAndRecoveryInOrderWithOriginalTimes() {
    mail.trouble = new IOException("the mail server is down");
    try (Site site = open("a")) {
      world.pass(Duration.ofMinutes(1));
      world.broken.add("a");
      world.pass(Duration.ofHours(1));
      assertThat(world.headlines()).startsWith("FAIL a"); // at once
      world.broken.remove("a");
      world.pass(Duration.ofMinutes(1));
      assertThat(world.headlines()).endsWith("PASS a");
      world.pass(Duration.ofHours(2));
      assertThat(mail.sent).isEmpty();

      mail.trouble = null;
      world.pass(Duration.ofMinutes(16));
      assertThat(mail.headlines()).containsExactly("FAIL: a (thing)", "PASS: a (thing)");
      assertThat(mail.sent).isEqualTo(world.sent.stream().filter(n -> isAbout(n, "a")).toList());
      Notification.Timing failed = mail.sent.get(0).when();
      Notification.Timing passed = mail.sent.get(1).when();
      assertThat(passed.since()).isEqualTo(failed.at());
      assertThat(passed.lasted()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void linksToCheckPageWhenWebUrlIsConfigured() {
    world.config = world.config.with("webui", Map.of("url", "https://mon.example.com/"));
    try (Site site = open("a")) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(site.state("a")).isPresent();
      assertThat(mail.sent)
          .extracting(n -> n.subject().link())
          .containsExactly("https://mon.example.com/checks/a");
    }
  }

  @Test
  void sendsRecoveryAfterRefusedFailureNotification() {
    mail.trouble = new RefusedException("554 no");
    try (Site site = open("a")) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(12));
      mail.trouble = null;
      world.broken.remove("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(mail.headlines()).containsExactly("PASS: a (thing)");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void keepsDeliveringThroughOtherActionsWhileOneHangs() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    List<String> checks = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    world.config = world.config.withAction(ActionConfig.of("stuck", "stuck"));
    checks.forEach(name -> world.with(World.thing(name).actions("stuck", "box")));
    world.broken.addAll(checks);
    ScriptedActionType stuck = new ScriptedActionType("stuck");
    stuck.before = end::await;
    SiteListener ear =
        new SiteListener() {
          @Override
          public void delivered(OutboxEntry entry) {
            sent.add(entry.action() + " " + entry.notification().subject().name());
          }
        };
    Types types = world.types().and(Types.of(stuck));
    try (Site site = Site.with(types).listener(ear).open(world.config)) {
      for (String check : checks) {
        site.run(check);
        assertThat(sent.poll(20, TimeUnit.SECONDS)).isEqualTo("box " + check);
      }
      end.countDown();
    }
  }

  private Site open(String check) {
    world.config = world.config.withAction(ActionConfig.of("mail", "mail"));
    world.with(World.thing(check, 60).actions("mail", "box"));
    return Site.with(world.types().and(Types.of(mail))).scheduler(world.time).open(world.config);
  }

  private static boolean isAbout(Notification notification, String check) {
    return notification.subject().name().equals(check);
  }
}
