package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.Test;

/** The two incidents that a monitor is judged by: a dead router, and what breaks behind it. */
class RootCauseTest {

  private static final int SERVICES = 14;
  private static final boolean THOROUGH = "thorough".equals(System.getProperty("test.effort"));
  private static final int ORDERS = THOROUGH ? 1_000 : 100;
  private static final int WAYS = THOROUGH ? 90 : 18; // to combine nine pairs of thresholds

  @Test
  void notifiesOnceOfDeadRouterInAnyOrderOfRuns() {
    for (int seed = 0; seed < ORDERS; seed++) {
      play(new World(seed), "order " + seed, 60, 1, 1);
    }
  }

  @Test
  void notifiesOnceOfDeadRouterWithAnyThresholds() {
    for (int seed = 0; seed < WAYS; seed++) {
      play(new World(seed), "thresholds " + seed, 60, 1 + seed % 3, 1 + seed / 3 % 3);
    }
  }

  @Test
  void notifiesOfHourlyRouterAtPaceOfItsDependents() {
    for (int seed = 0; seed < WAYS; seed++) {
      play(new World(seed), "hourly " + seed, 3600, 1 + seed % 3, 1 + seed / 3 % 3);
    }
  }

  @Test
  void notifiesOnceOfDeadRouterWithOnlyEightWorkers() {
    for (int seed = 0; seed < WAYS; seed++) {
      World world = new World(new ManualScheduler(World.START, seed, 8));
      play(world, "workers " + seed, seed % 2 == 0 ? 60 : 3600, 1 + seed % 3, 1 + seed / 3 % 3);
    }
  }

  /** The router dies and comes back, and one of the services behind it is broken by then. */
  private static void play(World world, String order, int interval, int threshold, int routers) {
    world.with(World.thing("router", interval).threshold(routers));
    for (String service : services(order)) {
      world.with(World.thing(service, 60).dependsOn("router").threshold(threshold));
    }
    String victim = services(order).get(new Random(order.hashCode()).nextInt(SERVICES));
    try (Site site = world.open()) {
      world.pass(Duration.ofMinutes(2));
      assertThat(world.sent).as("%s: all is well", order).isEmpty();

      world.broken.addAll(site.states().keySet());
      world.pass(Duration.ofMinutes(6));
      assertThat(world.headlines()).as(order).containsExactly("FAIL router");
      assertThat(unreachable(site)).as(order).isEqualTo(SERVICES);

      world.broken.clear();
      world.broken.add(victim);
      world.pass(Duration.ofMinutes(6));
      assertThat(world.headlines())
          .as(order)
          .containsExactly("FAIL router", "PASS router", "FAIL " + victim);
      assertThat(world.sent.subList(0, 2))
          .as(order)
          .allSatisfy(n -> assertThat(n.what().unreachable()).hasSize(SERVICES));

      world.broken.clear();
      world.pass(Duration.ofMinutes(6));
      assertThat(world.headlines()).as(order).hasSize(4).endsWith("PASS " + victim);
      Notification end = world.sent.get(3);
      assertThat(end.incident()).as(order).isEqualTo(world.sent.get(2).incident());
    }
  }

  private static List<String> services(String order) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      names.add("service " + i + " of " + order); // the name places a check on its grid
    }
    return names;
  }

  private static long unreachable(Site site) {
    return site.states().values().stream().filter(s -> s.status() == Status.UNREACHABLE).count();
  }
}
