package org.fletchck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

class RunningTimeTest {

  private final World world = new World(1);
  private final Store store = Store.inMemory();

  private Site open() {
    return Site.with(world.types())
        .scheduler(new ManualScheduler(world.time.clock().instant(), 1))
        .store(store)
        .open(world.config);
  }

  private Site openHere() {
    return Site.with(world.types()).scheduler(world.time).store(store).open(world.config);
  }

  @Test
  void countsTheTimeThatPasses() {
    try (Site site = openHere()) {
      world.pass(Duration.ofMinutes(3).plusMillis(4));
      assertThat(site.runningTime()).isEqualTo(Duration.ofMinutes(3).plusMillis(4));
    }
  }

  @Test
  void ignoresClockChanges() {
    try (Site site = openHere()) {
      world.pass(Duration.ofMinutes(3));
      world.time.jump(Duration.ofDays(2));
      world.pass(Duration.ofMinutes(3));
      world.time.jump(Duration.ofDays(-3));
      assertThat(site.runningTime()).hasMinutes(6);
    }
  }

  @Test
  void resumesAfterRestartExcludingTimeStopped() {
    try (Site site = openHere()) {
      world.pass(Duration.ofMinutes(5));
      assertThat(store.snapshot().running()).hasMinutes(5);
      assertThat(site.runningTime()).hasMinutes(5);
    }
    world.pass(Duration.ofHours(1));
    assertThat(store.snapshot().running()).hasMinutes(5);
    try (Site site = open()) {
      assertThat(site.runningTime()).hasMinutes(5);
    }
  }
}
