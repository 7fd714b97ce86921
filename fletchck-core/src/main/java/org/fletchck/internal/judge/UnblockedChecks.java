package org.fletchck.internal.judge;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fletchck.config.Uplink;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.spi.Status;

/** Finds the checks that are to be run because nothing blocks them any longer. */
public final class UnblockedChecks {

  private UnblockedChecks() {}

  /** Returns what to run when this check no longer blocks. */
  public static Set<MonitoredCheck> dueAfter(Plan plan, MonitoredCheck check, Instant now) {
    Set<MonitoredCheck> due = new LinkedHashSet<>();
    for (MonitoredCheck dependent : plan.dependents(check)) {
      if (dependent.state().status() == Status.UNREACHABLE) {
        add(plan, dependent, now, due);
      }
    }
    Uplink uplink = plan.graph().uplink();
    if (uplink.isList() && uplink.checks().contains(check.name()) && !plan.isUplinkLost(now)) {
      plan.existing(uplink.dependents()).stream()
          .filter(dependent -> dependent.state().status() == Status.UNREACHABLE)
          .filter(dependent -> plan.blocker(dependent, now).isEmpty())
          .forEach(dependent -> add(plan, dependent, now, due));
    }
    return due;
  }

  /** Returns what to run after the configuration was replaced. */
  public static Set<MonitoredCheck> dueAfterChange(Plan plan, Instant now) {
    Set<MonitoredCheck> due = new LinkedHashSet<>();
    for (MonitoredCheck check : plan.checks().values()) {
      if (check.state().status() == Status.UNREACHABLE && plan.blocker(check, now).isEmpty()) {
        add(plan, check, now, due);
      }
    }
    return due;
  }

  /** Adds the sequences that wait for a check and will run it; without any, the check itself. */
  private static void add(Plan plan, MonitoredCheck check, Instant now, Set<MonitoredCheck> due) {
    List<MonitoredCheck> holders =
        plan.holders(check).stream()
            .filter(h -> h.state().status() == Status.UNREACHABLE)
            .filter(h -> due.contains(h) || canRun(plan, h, now))
            .toList();
    if (holders.isEmpty()) {
      due.add(check);
    } else {
      holders.forEach(holder -> add(plan, holder, now, due));
    }
  }

  private static boolean canRun(Plan plan, MonitoredCheck holder, Instant now) {
    return plan.isRepeatable(holder) && plan.blocker(holder, now).isEmpty();
  }
}
