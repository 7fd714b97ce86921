package org.fletchck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.junit.jupiter.api.Test;

/** Checks that wait for something shared, in real time. */
class WaitingTest {

  private static final SiteConfig CONFIG =
      SiteConfig.empty().withCheck(CheckConfig.of("a", "waiting").option("timeout", 0.2));

  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  private Site open(Callable<Boolean> wait) {
    return Site.with(Types.of(new WaitingCheckType(wait))).onDemand().open(CONFIG);
  }

  @Test
  void doesNotCountTheWaitAgainstTheTimeout() {
    try (Site site = open(() -> never.await(500, TimeUnit.MILLISECONDS))) {
      RunReport report = site.run("a");
      assertThat(report.failed()).as(String.valueOf(report.state().lastRun().reason())).isFalse();
      assertThat(report.took()).isGreaterThan(Duration.ofMillis(490));
    }
  }

  @Test
  void endsTheWaitWhenTheSiteCloses() throws Exception {
    Site site =
        open(
            () -> {
              waiting.countDown();
              return never.await(60, TimeUnit.SECONDS);
            });
    FutureTask<RunReport> run = new FutureTask<>(() -> site.run("a"));
    Thread runner = new Thread(run);
    runner.start();
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    site.close();
    runner.join(10_000);
    assertThat(runner.isAlive()).isFalse();
  }

  private record WaitingCheckType(Callable<Boolean> shared) implements CheckType {
    private static final Option<Duration> TIMEOUT = Option.timeout(5);

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public String summary() {
      return "Waits.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(TIMEOUT);
    }

    @Override
    public Check create(Options options) {
      return context -> {
        context.await(shared);
        return context.remaining().isZero() ? CheckResult.fail("no time left") : CheckResult.pass();
      };
    }
  }
}
