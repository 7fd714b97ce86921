package org.fletchck.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.History;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {

  private final World world = new World(1);
  private final List<String> sent = new ArrayList<>();
  private final List<String> gaveUp = new ArrayList<>();
  private Action mail = (notification, context) -> sent.add(notification.change().word());

  @Test
  void deliversInOrderWhenTheServerIsBackAfterHours() throws Exception {
    Action working = mail;
    mail =
        (notification, context) -> {
          throw new java.io.IOException("the mail server is down");
        };
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      world.broken.clear();
      world.pass(Duration.ofHours(3));
      assertThat(sent).isEmpty();
      // The other action, which tells of this one, too.
      assertThat(world.headlines()).containsExactly("FAIL a", "PASS a", "FAIL mail");
      mail = working;
      world.pass(Duration.ofMinutes(31));
      assertThat(sent).containsExactly("FAIL", "PASS");
      assertThat(site.awaitDeliveries(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void dropsNotificationRefusedThreeTimesAndSendsNext() {
    mail =
        (notification, context) -> {
          if (notification.change().word().equals("FAIL")) {
            throw new RefusedException("554 no");
          }
          sent.add(notification.change().word());
        };
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      world.broken.clear();
      world.pass(Duration.ofMinutes(7));
      assertThat(gaveUp).isEmpty();
      assertThat(sent).isEmpty();
      world.pass(Duration.ofMinutes(2));
      assertThat(gaveUp).containsExactly("refused for good: 554 no");
      assertThat(sent).containsExactly("PASS");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void givesUpAfterADay() {
    mail =
        (notification, context) -> {
          throw new java.io.IOException("down");
        };
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofHours(23));
      assertThat(gaveUp).isEmpty();
      world.pass(Duration.ofHours(2));
      assertThat(gaveUp).containsExactly("not delivered in 24 hours: down");
      assertThat(site.problems()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 24 * 400, -1, -24, -24 * 400})
  void doesNotGiveUpBecauseTheClockIsSet(int hours) {
    Action working = mail;
    mail =
        (notification, context) -> {
          throw new java.io.IOException("down");
        };
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      world.time.jump(Duration.ofHours(hours));
      world.pass(Duration.ofHours(2));
      assertThat(gaveUp).isEmpty();
      mail = working;
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).containsExactly("FAIL");
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void countsOnlyRunningTimeTowardsExpiryAcrossRestarts() {
    mail =
        (notification, context) -> {
          throw new java.io.IOException("down");
        };
    Store store = Store.inMemory();
    World then = world;
    for (int i = 0; i < 4; i++) {
      try (Site site = open(then, store)) {
        then.pass(Duration.ofHours(5));
        assertThat(site.undelivered()).isNotEmpty();
      }
      Instant later = then.time.clock().instant().plus(Duration.ofDays(3 - 2L * i));
      then = new World(new ManualScheduler(later, i));
    }
    try (Site site = open(then, store)) {
      then.pass(Duration.ofMinutes(210));
      assertThat(gaveUp).isEmpty();
      then.pass(Duration.ofMinutes(60));
      assertThat(gaveUp).contains("not delivered in 24 hours: down");
      assertThat(site.problems()).isNotEmpty();
    }
  }

  @Test
  void sendsUndeliveredNotificationsAfterRestart() {
    Action working = mail;
    mail =
        (notification, context) -> {
          context.markDone("first recipient");
          throw new java.io.IOException("down");
        };
    Store store = Store.inMemory();
    try (Site site = open(store)) {
      world.pass(Duration.ofMinutes(2));
      assertThat(site.states()).hasSize(1);
    }
    mail =
        (notification, context) -> {
          assertThat(context.done("first recipient")).isTrue();
          working.send(notification, context);
        };
    World later = new World(2);
    later.time.advance(Duration.ofMinutes(20));
    later.config = world.config;
    later.broken.add("a");
    try (Site site =
        Site.with(types(later)).scheduler(later.time).store(store).open(later.config)) {
      later.pass(Duration.ofMinutes(1));
      assertThat(sent).containsExactly("FAIL");
      assertThat(store.snapshot().outbox()).isEmpty();
      assertThat(site.states()).hasSize(1);
    }
  }

  @Test
  void sendsEvenWhenStoreFails() {
    try (Site site = open(new FailingStore())) {
      world.pass(Duration.ofMinutes(2));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
      assertThat(sent).containsExactly("FAIL", "PASS");
      assertThat(site.problems()).extracting(Problem::path).containsExactly("state");
    }
  }

  /** Fails by its result or at once, each second time. */
  private static final class FailingStore implements Store {
    private final Store memory = Store.inMemory();
    private int commits;

    @Override
    public History history() {
      return Store.inMemory().history();
    }

    @Override
    public Snapshot snapshot() {
      return memory.snapshot();
    }

    @Override
    public CompletionStage<Void> commit(Commit commit) {
      if (commits++ % 2 == 0) {
        return CompletableFuture.failedFuture(new java.io.IOException("no space left"));
      }
      throw new IllegalStateException("no space left");
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  @Test
  void limitsConcurrentDeliveriesPerAction() {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    World flood = new World(1);
    mail =
        (notification, context) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          flood.time.runDue(); // meanwhile all begins that is let
          now.decrementAndGet();
          sent.add(notification.subject().name());
        };
    flood.config = flood.config.withAction(ActionConfig.of("mail", "mail"));
    Map<String, Object> eachMinute = Map.of("cron", Map.of("minute", "*"));
    for (int i = 0; i < 40; i++) {
      flood
          .with(World.thing("thing " + i).trigger(eachMinute).actions("mail"))
          .broken
          .add("thing " + i);
    }
    try (Site site = Site.with(types(flood)).scheduler(flood.time).open(flood.config)) {
      flood.pass(Duration.ofMinutes(1));
      assertThat(sent).hasSize(40);
      assertThat(most).hasValue(8);
      assertThat(site.problems()).isEmpty();
    }
  }

  @Test
  void retriesDeliveryThatEndsUnexpectedly() {
    AtomicInteger tries = new AtomicInteger();
    mail =
        (notification, context) -> {
          if (tries.getAndIncrement() == 0) {
            throw new RefusedException("554 no") {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new IllegalStateException("no message");
              }
            };
          }
          sent.add(notification.change().word());
        };
    try (Site site = open(Store.inMemory())) {
      world.pass(Duration.ofMinutes(2));
      assertThat(sent).containsExactly("FAIL");
      assertThat(site.problems()).isEmpty();
    }
  }

  private Site open(Store store) {
    return open(world, store);
  }

  private Site open(World of, Store store) {
    of.config = of.config.withAction(ActionConfig.of("mail", "mail"));
    of.with(World.thing("a", 60).actions("mail", "box")).broken.add("a");
    SiteListener listener =
        new SiteListener() {
          @Override
          public void undelivered(OutboxEntry entry, String reason, boolean last) {
            if (last) {
              gaveUp.add(reason);
            }
          }
        };
    return Site.with(types(of)).scheduler(of.time).store(store).listener(listener).open(of.config);
  }

  private Types types(World of) {
    return of.types().and(Types.of(new Mail()));
  }

  private final class Mail implements ActionType {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public String summary() {
      return "Fails as it is asked to.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> mail.send(notification, context);
    }
  }
}
