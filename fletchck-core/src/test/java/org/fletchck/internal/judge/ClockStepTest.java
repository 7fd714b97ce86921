package org.fletchck.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when the clock is set. */
class ClockStepTest {

  private final World world = new World(1);
  private final Store store = Store.inMemory();

  private Site open() {
    return Site.with(world.types()).scheduler(world.time).store(store).open(world.config);
  }

  private CheckState.Times times(Site site) {
    return site.state("a").orElseThrow().times();
  }

  private Instant now() {
    return world.time.clock().instant();
  }

  private Instant minutesAgo(int minutes) {
    return now().minus(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 24 * 365, -1, -25, -24 * 365})
  void keepsRealDurationOfFailureWhenClockIsSet(int hours) {
    world.with(World.thing("a", 60)).broken.add("a");
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(10));
      Instant fail = times(site).fail();
      world.time.jump(Duration.ofHours(hours));

      assertThat(times(site).fail()).isEqualTo(fail.plus(Duration.ofHours(hours)));
      assertThat(times(site).failingSince()).isBetween(minutesAgo(11), minutesAgo(9));
      assertThat(times(site).check()).isBeforeOrEqualTo(now());
      world.time.jump(Duration.ofMinutes(5));
      world.broken.clear();
      world.pass(Duration.ofMinutes(2));
    }
    Notification end = world.sent.get(world.sent.size() - 1);
    assertThat(world.headlines()).containsExactly("FAIL a", "PASS a");
    assertThat(end.when().lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
    assertThat(end.incident()).isEqualTo(world.sent.get(0).incident());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void keepsFailureAcrossRestartAfterClockStep(int days) {
    world.with(World.thing("a", 60)).broken.add("a");
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(10));
      world.time.jump(Duration.ofDays(days));
      assertThat(times(site).fail()).isBetween(minutesAgo(11), minutesAgo(9));
    }
    World later = new World(new ManualScheduler(now().plus(Duration.ofHours(1)), 2));
    later.with(World.thing("a", 60));
    try (Site site =
        Site.with(later.types()).scheduler(later.time).store(store).open(later.config)) {
      later.pass(Duration.ofMinutes(1));
      String id = site.id("a").orElseThrow();
      assertThat(later.headlines()).containsExactly("PASS a");
      assertThat(later.sent.get(0).incident()).isEqualTo(world.sent.get(0).incident());
      assertThat(later.sent.get(0).when().lasted())
          .isBetween(Duration.ofMinutes(69), Duration.ofMinutes(73)); // it was off for an hour
      assertThat(site.history().incidents(id, 9)).hasSize(1).allMatch(i -> i.to() != null);
    }
  }

  @Test
  void adjustsPassTimeAndKeepsPastFailureInPast() {
    world.with(World.thing("a", 60)).broken.add("a");
    try (Site site = open()) {
      world.pass(Duration.ofMinutes(10));
      world.broken.clear();
      world.pass(Duration.ofMinutes(10));
      Instant fail = times(site).fail();
      world.time.jump(Duration.ofHours(2));

      assertThat(times(site).fail()).isEqualTo(fail);
      assertThat(times(site).pass()).isBetween(minutesAgo(11), minutesAgo(9));

      world.time.jump(Duration.ofHours(-3));
      assertThat(times(site).fail()).isBetween(minutesAgo(200), now());
      assertThat(times(site).pass()).isBetween(minutesAgo(11), minutesAgo(9));
      assertThat(times(site).check()).isBeforeOrEqualTo(now());
    }
  }

  @Test
  void leavesStateWithoutTimesUnchanged() {
    CheckState never = CheckState.UNKNOWN;
    ClockStep step = new ClockStep(Duration.ofHours(1), World.START);
    assertThat(step.takenOut(never)).isEqualTo(never);
  }
}
