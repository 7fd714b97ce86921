package org.fletchck.internal.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.schedule.Scheduler;

/** Runs each repeatable check once: first those that run others, because they may run the rest. */
public final class Round {

  private final Scheduler scheduler;
  private final CheckRunner runner;

  public Round(Scheduler scheduler, CheckRunner runner) {
    this.scheduler = scheduler;
    this.runner = runner;
  }

  /** Runs many concurrently, and waits for the end. */
  public void run(Plan plan) throws InterruptedException {
    List<MonitoredCheck> repeatable =
        plan.checks().values().stream().filter(plan::isRepeatable).toList();
    runEach(repeatable.stream().filter(c -> !plan.graph().members(c.name()).isEmpty()).toList());
    runEach(repeatable.stream().filter(c -> c.began() == null).toList());
  }

  private void runEach(List<MonitoredCheck> checks) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(checks.size());
    for (MonitoredCheck check : checks) {
      scheduler.execute(
          () -> {
            try {
              if (check.began() == null) {
                runner.run(check, RunRequest.PLAINLY);
              }
            } finally {
              left.countDown();
            }
          });
    }
    left.await();
  }
}
