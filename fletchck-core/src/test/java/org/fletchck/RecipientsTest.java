package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fletchck.config.ActionConfig;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.ActionType;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.RefusedException;
import org.fletchck.spi.Types;
import org.fletchck.state.Store;
import org.junit.jupiter.api.Test;

/** What one recipient does is no matter of the others, and each gets everything in order. */
class RecipientsTest {

  private final World world = new World(1);
  private final List<String> sent = new ArrayList<>();
  private final Set<String> busy = new TreeSet<>();
  private final Set<String> refusing = new TreeSet<>();
  private List<String> recipients = List.of("ann", "bob");
  private boolean stopsAtTheFirst;

  @Test
  void sendsNextToServedRecipientsWhileOneIsDeferred() {
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      assertThat(site.undelivered()).hasSize(2);
      busy.clear();
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a", "bob FAIL a", "bob PASS a");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void resumesEachRecipientAfterRestart() {
    Store store = Store.inMemory();
    busy.add("bob");
    try (Site site = open(store, 0)) {
      failAndPass();
      assertThat(site.undelivered()).hasSize(2);
    }
    World later = new World(2);
    later.config = world.config;
    later.time.advance(Duration.ofHours(1));
    try (Site site = open(later, store)) {
      later.pass(Duration.ofSeconds(1));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      busy.clear();
      later.pass(Duration.ofMinutes(16));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a", "bob FAIL a", "bob PASS a");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void keepsTheOrderOfEachRecipientOverManyChanges() {
    recipients = List.of("ann", "bob", "cid");
    busy.addAll(List.of("bob", "cid"));
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      busy.remove("cid");
      failAndPass();
      busy.add("ann");
      failAndPass();
      busy.clear();
      world.pass(Duration.ofMinutes(40));
      for (String one : recipients) {
        assertThat(sent.stream().filter(s -> s.startsWith(one)).map(s -> s.substring(4)))
            .as(one)
            .containsExactly("FAIL a", "PASS a", "FAIL a", "PASS a", "FAIL a", "PASS a");
      }
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void keepsOrderWhenActionStopsAtFirstFailingRecipient() {
    stopsAtTheFirst = true;
    recipients = List.of("ann", "bob", "cid");
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      busy.clear();
      world.pass(Duration.ofMinutes(16));
      assertThat(sent)
          .filteredOn(s -> s.startsWith("cid"))
          .containsExactly("cid FAIL a", "cid PASS a");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void holdsNextBackWhileNobodyReceivedFirst() {
    busy.addAll(recipients);
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      assertThat(sent).isEmpty();
      busy.remove("ann");
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      assertThat(site.undelivered()).hasSize(2);
    }
  }

  @Test
  void sendsDigestsToServedRecipientsWhileOneIsDeferred() {
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 60)) {
      failAndPass();
      world.pass(Duration.ofMinutes(3));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      busy.clear();
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).endsWith("bob FAIL a", "bob PASS a").hasSize(4);
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void dropsMessageForRefusingRecipientAndKeepsItForOthers() {
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 0)) {
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      refusing.add("ann");
      world.broken.clear();
      world.pass(Duration.ofMinutes(15));
      refusing.clear();
      world.broken.add("a");
      world.pass(Duration.ofMinutes(2));
      assertThat(sent).containsExactly("ann FAIL a", "ann FAIL a");
      busy.clear();
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).endsWith("bob FAIL a", "bob PASS a", "bob FAIL a").hasSize(5);
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void forgetsRemovedRecipients() {
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      recipients = List.of("ann");
      world.pass(Duration.ofMinutes(16));
      assertThat(sent).containsExactly("ann FAIL a", "ann PASS a");
      assertThat(site.undelivered()).isEmpty();
    }
  }

  @Test
  void doesNotRetryAtOnceWhenOnlyDeferredRecipientsRemain() {
    busy.add("bob");
    try (Site site = open(Store.inMemory(), 0)) {
      failAndPass();
      recipients = List.of("bob");
      world.time.runDue(); // would never end
      world.pass(Duration.ofHours(1));
      assertThat(site.undelivered()).hasSize(2);
    }
  }

  private void failAndPass() {
    world.broken.add("a");
    world.pass(Duration.ofMinutes(1));
    world.broken.clear();
    world.pass(Duration.ofMinutes(1));
  }

  private Site open(Store store, int group) {
    world.config =
        world
            .config
            .withoutAction("box")
            .withAction(ActionConfig.of("post", Map.of("type", "post", "group", group)));
    world.with(World.thing("a", 60).actions("post"));
    return open(world, store);
  }

  private Site open(World of, Store store) {
    Types types = of.types().and(Types.of(new PostActionType()));
    return Site.with(types).scheduler(of.time).store(store).open(of.config);
  }

  private void send(Notification notification, ActionContext context) throws Exception {
    Exception failure = null;
    for (String one : recipients) {
      if (context.done(one)) {
        continue;
      }
      if (busy.contains(one)) {
        failure = new IOException("452 for " + one);
      } else if (refusing.contains(one)) {
        failure = failure == null ? new RefusedException("550 for " + one) : failure;
      } else {
        sent.add(one + " " + notification.change().word() + " " + notification.subject().name());
        context.markDone(one);
      }
      if (failure != null && stopsAtTheFirst) {
        throw failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private final class PostActionType implements ActionType {
    @Override
    public String name() {
      return "post";
    }

    @Override
    public String summary() {
      return "Delivers to each recipient that isn't busy.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Action create(Options options) {
      return RecipientsTest.this::send;
    }
  }
}
