package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;

/** What waits for an action is sent as soon as it is known to work. */
class WorksAgainTest {

  private final World world = new World(1);
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<String> tried = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> hopeless = new HashSet<>();
  private volatile boolean down = true;
  private volatile boolean refused;

  @Test
  void sendsPendingNotificationsOnceAnotherIsDelivered() {
    try (Site site = open(world, Store.inMemory(), "a", "b", "c")) {
      world.broken.addAll(List.of("a", "b"));
      world.pass(Duration.ofHours(2)); // now the pauses are 15 minutes
      down = false;
      world.broken.add("c");
      world.pass(Duration.ofSeconds(61));
      assertThat(sent).containsExactlyInAnyOrder("FAIL a", "FAIL b", "FAIL c");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void sendsPendingNotificationsAtStartup() {
    Store store = Store.inMemory();
    try (Site site = open(world, store, "a", "b")) {
      world.broken.addAll(List.of("a", "b"));
      world.pass(Duration.ofHours(2));
      assertThat(site.undelivered()).hasSize(2);
    }
    down = false;
    World later = later(Duration.ofHours(2));
    try (Site site = open(later, store)) {
      later.pass(Duration.ofSeconds(1));
      assertThat(sent).containsExactlyInAnyOrder("FAIL a", "FAIL b");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void resetsBackoffAtStartup() {
    Store store = Store.inMemory();
    try (Site site = open(world, store, "a")) {
      world.broken.add("a");
      world.pass(Duration.ofHours(2));
      assertThat(site.undelivered()).hasSize(1);
    }
    World later = later(Duration.ofHours(2));
    try (Site site = open(later, store)) {
      later.pass(Duration.ofSeconds(1)); // the network isn't there yet
      down = false;
      later.pass(Duration.ofSeconds(10));
      assertThat(sent).containsExactly("FAIL a");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void sendsPendingNotificationsWhenActionChanges() {
    try (Site site = open(world, Store.inMemory(), "a")) {
      world.broken.add("a");
      world.pass(Duration.ofHours(2));
      down = false;
      site.apply(site.config().withCheck(World.thing("other")));
      world.pass(Duration.ofSeconds(1));
      assertThat(sent).isEmpty();
      site.apply(site.config().withAction(ActionConfig.of("mail", "mail").with("group", 1)));
      world.pass(Duration.ofSeconds(1));
      assertThat(sent).containsExactly("FAIL a");
    }
  }

  @Test
  void sendsPendingNotificationsWhenSameConfigurationIsReapplied() {
    try (Site site = open(world, Store.inMemory(), "a")) {
      world.broken.add("a");
      world.pass(Duration.ofHours(2));
      down = false; // such as by a new password in a file that it refers to
      site.apply(site.config());
      world.pass(Duration.ofSeconds(1));
      assertThat(sent).containsExactly("FAIL a");
    }
  }

  @Test
  void sendsPendingNotificationsOnceTestIsDelivered() {
    try (Site site = open(world, Store.inMemory(), "a")) {
      world.broken.add("a");
      world.pass(Duration.ofHours(2));
      assertThat(site.test("mail").delivered()).isFalse();
      down = false;
      assertThat(site.test("mail").delivered()).isTrue();
      world.pass(Duration.ofSeconds(1));
      assertThat(sent).contains("FAIL a");
    }
  }

  @Test
  void retriesFailingDeliveryAtMostTwicePerBackoff() {
    hopeless.add("a");
    down = false;
    try (Site site = open(world, Store.inMemory(), "a", "b")) {
      world.broken.add("a");
      world.pass(Duration.ofHours(2));
      tried.clear();
      for (int i = 0; i < 60; i++) { // each a success
        if (!world.broken.remove("b")) {
          world.broken.add("b");
        }
        world.pass(Duration.ofMinutes(1));
      }
      assertThat(sent).hasSizeGreaterThan(50);
      assertThat(tried).filteredOn("FAIL a"::equals).hasSizeBetween(4, 9);
      assertThat(site.undelivered()).hasSize(1);
    }
  }

  @Test
  void givesUpOnRefusalOnlyAfterTenMinutesEvenIfOthersSucceed() {
    hopeless.add("a");
    refused = true;
    down = false;
    try (Site site = open(world, Store.inMemory(), "a", "b")) {
      world.broken.add("a");
      for (int i = 0; i < 9; i++) {
        if (!world.broken.remove("b")) {
          world.broken.add("b");
        }
        world.pass(Duration.ofMinutes(1));
      }
      assertThat(site.undelivered()).hasSize(1);
      world.pass(Duration.ofMinutes(3));
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void sendsAtMostEightPendingNotificationsAtATime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    String[] checks = new String[40];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = "c" + i;
    }
    try (Site site = open(world, Store.inMemory(), checks)) {
      world.broken.addAll(List.of(checks));
      world.pass(Duration.ofHours(2));
      down = false;
      during =
          () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            world.time.runDue();
            now.decrementAndGet();
          };
      assertThat(site.test("mail").delivered()).isTrue();
      world.pass(Duration.ofSeconds(1));
      assertThat(sent).hasSize(41);
      assertThat(most.get()).isBetween(2, 9); // with the test, which waits for nobody
    }
  }

  private Runnable during = () -> {};

  private World later(Duration after) {
    World later = new World(2);
    later.time.advance(after);
    later.config = world.config;
    later.broken.addAll(world.broken);
    return later;
  }

  private Site open(World of, Store store, String... checks) {
    of.config = of.config.withoutAction("box").withAction(ActionConfig.of("mail", "mail"));
    for (String check : checks) {
      of.with(World.thing(check, 60).actions("mail"));
    }
    Types types = of.types().and(Types.of(new Mail()));
    return Site.with(types).scheduler(of.time).store(store).open(of.config);
  }

  private void send(Notification notification) throws Exception {
    String what = notification.change().word() + " " + notification.subject().name();
    tried.add(what);
    if (hopeless.contains(notification.subject().name()) && refused) {
      throw new RefusedException("no");
    }
    if (down || hopeless.contains(notification.subject().name())) {
      throw new IOException("down");
    }
    during.run();
    sent.add(what);
  }

  private final class Mail implements ActionType {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public String summary() {
      return "Fails while it is down.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return (notification, context) -> send(notification);
    }
  }
}
