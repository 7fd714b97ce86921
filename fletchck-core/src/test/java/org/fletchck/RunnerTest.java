package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fletchck.RunReport.Outcome;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;

/** What happens while a check runs, and between a run and its second opinion. */
class RunnerTest {

  private final World world = new World(1);

  @Test
  void waitsForTheSecondOpinionAnewWhenItWasBlockedMeanwhile() {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("router")).with(World.thing("host", 3600).dependsOn("router"));
    world.broken.add("host");
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(2));
      world.broken.add("router");
      assertThat(site.run("host").outcome()).isEqualTo(Outcome.BLOCKED);
      world.pass(Duration.ofSeconds(10));
      world.broken.remove("router");
      site.run("router"); // the host boots still
      world.pass(Duration.ofSeconds(5));
      world.broken.remove("host");
      world.pass(Duration.ofSeconds(30));
      assertThat(world.headlines()).isEmpty();
      assertThat(status(site, "host")).isEqualTo(Status.PASS);
    }
  }

  private static Status status(Site site, String check) {
    return site.state(check).orElseThrow().status();
  }
}
