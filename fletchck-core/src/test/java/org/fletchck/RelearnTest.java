package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.junit.jupiter.api.Test;

/** A check that learns a key, and what happens when it is to learn it again. */
class RelearnTest {

  private final World world = new World(1);
  private volatile String key = "old";
  private volatile Runnable during = () -> {};

  private Site open() {
    world.with(CheckConfig.of("door", "door").actions("box")).with(World.row("row", "door"));
    return Site.with(world.types().and(Types.of(new Door())))
        .scheduler(world.time)
        .open(world.config);
  }

  @Test
  void acceptsNewHostKeyAndNotifiesOfRecovery() {
    try (Site site = open()) {
      site.run("door");
      key = "new";
      assertThat(site.run("door").failed()).isTrue();
      assertThat(learned(site)).isEqualTo("old");

      RunReport report = site.acceptHostKey("door");

      assertThat(report.passed()).isTrue();
      assertThat(learned(site)).isEqualTo("new");
      assertThat(site.run("door").passed()).isTrue();
      world.pass(Duration.ofSeconds(1));
      assertThat(world.headlines()).containsExactly("FAIL door", "PASS door");
    }
  }

  @Test
  void keepsOldKeyWhenRunLearnsNone() {
    try (Site site = open()) {
      site.run("door");
      key = "";
      assertThat(site.acceptHostKey("door").failed()).isTrue();
      assertThat(learned(site)).isEqualTo("old");
    }
  }

  @Test
  void makesSeparateRunWhileAnotherIsInProgress() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch runs = new CountDownLatch(1);
    try (Site site = open()) {
      site.run("door");
      key = "new";
      during =
          () -> {
            runs.countDown();
            await(waits);
          };
      FutureTask<RunReport> plain = new FutureTask<>(() -> site.run("door"));
      new Thread(plain).start();
      runs.await();
      FutureTask<RunReport> again = new FutureTask<>(() -> site.acceptHostKey("door"));
      Thread waiting = new Thread(again);
      waiting.start();
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      waits.countDown();

      assertThat(plain.get().failed()).isTrue();
      assertThat(again.get().passed()).isTrue();
      assertThat(learned(site)).isEqualTo("new");
    }
  }

  @Test
  void keepsHostKeysOfSequenceMembers() {
    try (Site site = open()) {
      site.run("door");
      key = "new";
      assertThat(site.acceptHostKey("row").failed()).isTrue();
      assertThat(learned(site)).isEqualTo("old");
    }
  }

  @Test
  void doesNotRunPausedOrUnknownChecks() {
    try (Site site = open()) {
      site.apply(site.config().withCheck(CheckConfig.of("door", "door").with("paused", true)));
      assertThat(site.acceptHostKey("door").outcome()).isEqualTo(Outcome.PAUSED);
      assertThatThrownBy(() -> site.acceptHostKey("window"))
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  private static String learned(Site site) {
    return site.state("door").orElseThrow().learned().get("key");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Passes with the key that it learned, and with any while it knows none. */
  private final class Door implements CheckType {
    @Override
    public String name() {
      return "door";
    }

    @Override
    public String summary() {
      return "Knows a key.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Check create(Options options) {
      return this::look;
    }

    private CheckResult look(CheckContext context) {
      during.run();
      if (key.isEmpty()) {
        return CheckResult.fail("nobody answers");
      }
      String known = context.previous().learned().getOrDefault("key", key);
      return known.equals(key)
          ? CheckResult.pass().learned("key", key)
          : CheckResult.fail("another key");
    }
  }
}
