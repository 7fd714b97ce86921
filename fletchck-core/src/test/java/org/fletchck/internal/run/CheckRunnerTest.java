package org.fletchck.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.fletchck.Site;
import org.fletchck.World;
import org.fletchck.config.CheckConfig;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.Report;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.fletchck.state.SiteListener;
import org.junit.jupiter.api.Test;

/** What happens while a check runs, and between a run and its second opinion. */
class CheckRunnerTest {

  private final World world = new World(1);

  @Test
  void schedulesNewConfirmingRunAfterBeingBlocked() {
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

  @Test
  void repeatsSequenceWhenItsMemberIsAlreadyRunning() throws Exception {
    world.config = world.config.with("grace", 60);
    world.with(World.thing("a")).with(World.row("row", "a")).broken.add("a");
    CountDownLatch waits = new CountDownLatch(1);
    world.during.put("a", () -> await(waits));
    try (Site site = world.open()) {
      FutureTask<RunReport> first = new FutureTask<>(() -> site.run("a"));
      new Thread(first).start();
      awaitTrue(() -> world.runs.contains("a"));
      FutureTask<RunReport> second = new FutureTask<>(() -> site.run("row"));
      Thread joining = new Thread(second);
      joining.start();
      awaitTrue(() -> joining.getState() == Thread.State.WAITING);
      waits.countDown();
      assertThat(first.get().outcome()).isEqualTo(Outcome.TO_REPEAT);
      assertThat(second.get().outcome()).isEqualTo(Outcome.TO_REPEAT);
    }
  }

  @Test
  void doesNotDeadlockWhenDependencyIsReversedDuringRun() throws Exception {
    world.with(World.thing("a").dependsOn("b")).with(World.thing("b"));
    world.broken.addAll(List.of("a", "b"));
    CountDownLatch waits = new CountDownLatch(1);
    world.during.put("b", () -> await(waits));
    try (Site site = world.open()) {
      FutureTask<RunReport> b = new FutureTask<>(() -> site.run("b"));
      new Thread(b).start();
      awaitTrue(() -> world.runs.contains("b"));
      FutureTask<RunReport> a = new FutureTask<>(() -> site.run("a"));
      Thread asking = new Thread(a);
      asking.start();
      awaitTrue(() -> asking.getState() == Thread.State.WAITING);
      site.apply(world.with(World.thing("a")).with(World.thing("b").dependsOn("a")).config);
      waits.countDown();
      assertThat(a.get(10, TimeUnit.SECONDS).outcome()).isNotEqualTo(Outcome.RAN);
      assertThat(b.get(10, TimeUnit.SECONDS).outcome()).isNotEqualTo(Outcome.RAN);
      assertThat(site.run("b").outcome()).isEqualTo(Outcome.BLOCKED);
      assertThat(status(site, "a")).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void isNotBlockedByDependencyRemovedDuringRun() {
    world.with(World.thing("router")).with(World.thing("host").dependsOn("router").actions("box"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      site.listen(
          new SiteListener() {
            @Override
            public void ran(RunReport report) {
              if (report.check().equals("router")) {
                site.apply(site.config().withoutCheck("router"));
              }
            }
          });
      assertThat(site.run("host").outcome()).isEqualTo(Outcome.RAN);
      assertThat(status(site, "host")).isEqualTo(Status.FAIL);
    }
  }

  @Test
  void discardsMissingReportVerdictWhenReportArrivesDuringRun() {
    world.with(CheckConfig.of("far", "test").option("hostname", "far").actions("box"));
    world.broken.add("far");
    CheckState.Run sent = new CheckState.Run(null, "fine", null, List.of(), Map.of(), Map.of());
    Report fine = new Report(false, List.of(), 0, 1, null, null, sent, null, false);
    try (Site site = world.open()) {
      world.during.put("far", () -> site.report("far", fine));
      assertThat(site.run("far").outcome()).isEqualTo(Outcome.GONE);
      world.pass(Duration.ofSeconds(1));
      assertThat(world.sent).isEmpty();
      assertThat(status(site, "far")).isEqualTo(Status.PASS);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void runsBlockerAsOftenAsItsDependents() {
    world.with(World.thing("router").threshold(3).actions("box"));
    world.with(World.thing("host", 60).dependsOn("router"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      world.pass(Duration.ofSeconds(1)); // the first of three failing runs
      world.pass(Duration.ofMinutes(3));
      assertThat(world.headlines()).containsExactly("FAIL router");
      assertThat(status(site, "host")).isEqualTo(Status.UNREACHABLE);
    }
  }

  @Test
  void runsOuterSequenceWhenNestedMemberIsUnblocked() {
    world
        .with(World.thing("router"))
        .with(World.thing("host").dependsOn("router"))
        .with(World.row("inner", "host"))
        .with(World.row("outer", "inner"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      site.run("outer");
      assertThat(status(site, "outer")).isEqualTo(Status.UNREACHABLE);
      world.broken.clear();
      site.run("router");
      world.pass(Duration.ofSeconds(1));
      assertThat(status(site, "host")).isEqualTo(Status.PASS);
      assertThat(status(site, "outer")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void runsMemberWhenItsSequenceIsNoLongerUnreachable() {
    world
        .with(World.thing("router"))
        .with(World.thing("host").dependsOn("router"))
        .with(World.thing("other"))
        .with(World.row("row", "host", "other"));
    world.broken.addAll(List.of("router", "host"));
    try (Site site = world.open()) {
      site.run("row");
      assertThat(status(site, "row")).isEqualTo(Status.UNREACHABLE);
      world.broken.add("other");
      assertThat(site.run("row").outcome()).isEqualTo(Outcome.TO_REPEAT);
      world.during.put(
          "other",
          () -> { // when the sequence is past the host, the router is back
            world.broken.removeAll(List.of("router", "host"));
            site.run("router");
          });
      world.pass(Duration.ofSeconds(16));
      assertThat(site.state("row").orElseThrow().members()).containsExactly("other");
      assertThat(status(site, "host")).isEqualTo(Status.PASS);
    }
  }

  @Test
  void failsCheckThatReturnsNullOrHasUnresolvableTimeout() {
    world
        .with(CheckConfig.of("odd", "odd").actions("box"))
        .with(CheckConfig.of("late", "odd").option("timeout", "${env:NO_SUCH}").actions("box"));
    try (Site site =
        Site.with(world.types().and(Types.of(new OddCheckType())))
            .scheduler(world.time)
            .open(world.config)) {
      assertThat(site.run("odd").failed()).isTrue();
      assertThat(site.run("late").state().lastRun().reason()).contains("NO_SUCH");
    }
  }

  /** Returns nothing, which the compiler of a plugin may not notice. */
  private static final class OddCheckType implements CheckType {
    private static final Option<Duration> TIMEOUT = Option.seconds("timeout", "Limit");

    @Override
    public String name() {
      return "odd";
    }

    @Override
    public String summary() {
      return "Returns nothing.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(TIMEOUT);
    }

    @Override
    @SuppressWarnings("NullAway") // what a plugin does that is not checked for it
    public Check create(Options options) {
      return context -> null;
    }
  }

  private static Status status(Site site, String check) {
    return site.state(check).orElseThrow().status();
  }
}
