package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an action is reminded of a failure: each minute a check runs, each hour it is reminded. */
class ReminderTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = new World(1);
  private final Store store = Store.inMemory();

  private static CheckConfig thing() {
    return World.thing("web", 60).reminder(HOUR);
  }

  private static Site open(World world, Store store) {
    return Site.with(world.types()).scheduler(world.time).store(store).open(world.config);
  }

  private void pass(int minutes) {
    world.pass(Duration.ofMinutes(minutes));
  }

  private static List<Change> changes(World world) {
    return world.sent.stream().map(Notification::change).toList();
  }

  @Test
  void remindsAtFirstFailingRunOnceDueAndExplainsIt() {
    world.with(thing()).broken.add("web");
    try (Site site = open(world, store)) {
      pass(60);
      assertThat(changes(world)).containsExactly(Change.FAILED);
      pass(2);
      assertThat(changes(world)).containsExactly(Change.FAILED, Change.REMINDER);
      assertThat(site.explain("web").toString())
          .contains("notified through box: reminder after 1 h");
      assertThat(site.state("web").orElseThrow().times().notified())
          .isEqualTo(world.sent.get(1).when().at());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 48, -1, -48})
  void remindsOnTimeDespiteClockChanges(int hours) {
    world.with(thing()).broken.add("web");
    try (Site site = open(world, store)) {
      pass(30);
      world.time.jump(Duration.ofHours(hours));
      pass(28);
      assertThat(changes(world)).as(site.explain("web").toString()).containsExactly(Change.FAILED);
      pass(5);
      assertThat(changes(world)).containsExactly(Change.FAILED, Change.REMINDER);
      assertThat(world.sent.get(1).when().lasted()).isBetween(HOUR, HOUR.plusMinutes(4));
      assertThat(world.sent.get(1).incident()).isEqualTo(world.sent.get(0).incident());
    }
  }

  @Test
  void doesNotCountTimeWhileStopped() {
    world.with(thing()).broken.add("web");
    try (Site site = open(world, store)) {
      pass(40);
      assertThat(site.undelivered()).isEmpty();
    }
    World later =
        new World(new ManualScheduler(world.time.clock().instant().plus(HOUR.multipliedBy(9)), 2));
    later.with(thing()).broken.add("web");
    try (Site site = open(later, store)) {
      later.pass(Duration.ofMinutes(15));
      assertThat(later.sent).as(site.explain("web").toString()).isEmpty();
      later.pass(Duration.ofMinutes(10));
      assertThat(changes(later)).containsExactly(Change.REMINDER);
    }
  }

  @Test
  void countsFromWhateverWasSentLast() {
    world
        .with(World.thing("a"))
        .with(World.thing("b"))
        .with(World.row("row", "a", "b").every(Duration.ofMinutes(1)).reminder(HOUR))
        .broken
        .add("a");
    try (Site site = open(world, store)) {
      pass(30);
      world.broken.add("b");
      pass(58);
      assertThat(changes(world))
          .as(site.explain("row").toString())
          .containsExactly(Change.FAILED, Change.MEMBERS);
      pass(5);
      assertThat(changes(world)).endsWith(Change.REMINDER).hasSize(3);
    }
  }

  @Test
  void waitsWhileACheckBlocksIt() {
    world.with(thing().dependsOn("router")).with(World.thing("router", 60)).broken.add("web");
    try (Site site = open(world, store)) {
      pass(30);
      world.broken.add("router");
      pass(60);
      assertThat(world.headlines())
          .as(site.explain("web").toString())
          .containsExactly("FAIL web", "FAIL router");
      world.broken.remove("router");
      pass(3);
      assertThat(world.headlines())
          .containsExactly("FAIL web", "FAIL router", "PASS router", "FAIL web");
    }
  }
}
