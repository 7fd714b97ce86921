package org.fletchck.internal.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.config.ActionConfig;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.internal.plan.Policy;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.fletchck.spi.Status;
import org.fletchck.state.OutboxEntry;

/**
 * Determines who can be notified of a check, and creates notifications that are not about checks.
 */
public final class NotificationFactory {

  private NotificationFactory() {}

  /**
   * Returns the policy of a check; a root cause without actions of its own is notified all the
   * same.
   */
  public static Policy policy(Plan plan, MonitoredCheck check) {
    Policy policy = check.spec().policy();
    boolean notifiedForIt = !notifies(plan, check) && !audience(plan, check).isEmpty();
    return notifiedForIt ? policy.notifyingFailures() : policy;
  }

  public static List<OutboxEntry> entries(
      Collection<String> actions, String lane, Notification notification, Instant now) {
    return actions.stream().map(a -> OutboxEntry.of(a, lane, notification, now)).toList();
  }

  /** Returns the actions that can be used. */
  static List<String> usableActions(Plan plan) {
    return plan.config().actions().keySet().stream().filter(a -> isUsable(plan, a)).toList();
  }

  static boolean isUsable(Plan plan, String action) {
    ActionConfig config = plan.config().actions().get(action);
    return config != null && !plan.validation().isMisconfiguredAction(action);
  }

  /** Returns the actions of a check that can be used. */
  public static Set<String> usable(Plan plan, MonitoredCheck check) {
    Set<String> actions = new LinkedHashSet<>(check.spec().config().actions());
    actions.removeIf(action -> !isUsable(plan, action));
    return actions;
  }

  /** Returns whether a check's failure is sent through actions of its own. */
  public static boolean notifies(Plan plan, MonitoredCheck check) {
    return check.spec().policy().failAction() && !usable(plan, check).isEmpty();
  }

  /** Returns the actions of the checks that it blocks and of the sequences that contain them. */
  static Set<String> audience(Plan plan, MonitoredCheck check) {
    Set<String> actions = new LinkedHashSet<>();
    Set<MonitoredCheck> seen = new LinkedHashSet<>();
    for (MonitoredCheck blocked : plan.existing(plan.graph().allDependents(check.name()))) {
      collect(plan, blocked, seen, actions);
    }
    return actions;
  }

  private static void collect(
      Plan plan, MonitoredCheck check, Set<MonitoredCheck> seen, Set<String> actions) {
    if (seen.add(check) && !check.spec().isMisconfigured()) {
      if (notifies(plan, check)) {
        actions.addAll(usable(plan, check));
      }
      plan.holders(check).forEach(holder -> collect(plan, holder, seen, actions));
    }
  }

  /**
   * Returns the checks that a notification names as unreachable: for a failure all that it blocks
   * from now on, later those that could not be judged.
   */
  static List<String> unreachable(Plan plan, MonitoredCheck check, Change change, Instant now) {
    boolean blocks = change == Change.RECOVERED || plan.blocks(check, now);
    if (!blocks) {
      return List.of();
    }
    Stream<MonitoredCheck> dependents =
        plan.existing(plan.graph().allDependents(check.name())).stream()
            .filter(d -> !d.spec().isMisconfigured() && !d.spec().isPaused(now));
    if (change != Change.FAILED) {
      dependents = dependents.filter(d -> d.state().status() == Status.UNREACHABLE);
    }
    return new ArrayList<>(dependents.map(MonitoredCheck::name).toList());
  }

  /** Returns the notification of the parts of a configuration that can't be used. */
  static Notification ofProblems(Plan plan, List<String> problems, String id, Instant now) {
    String reason =
        problems.size() == 1
            ? "1 problem in the configuration"
            : problems.size() + " problems in the configuration";
    return new Notification(
        id,
        id,
        plan.config().name(),
        new Subject(plan.config().name(), "configuration", null, null),
        Change.FAILED,
        new Timing(now, now, null, plan.config().zone()),
        new Finding(reason, null, problems, MemberChanges.NONE, List.of()),
        false);
  }

  /** Returns a notification about nothing, to test whether messages arrive. */
  public static Notification ofTest(Plan plan, ActionConfig action, Instant now) {
    String id = "test-" + now.toEpochMilli();
    return new Notification(
        id,
        id,
        plan.config().name(),
        new Subject(action.name(), action.type(), null, null),
        Change.FAILED,
        new Timing(now, now, null, plan.config().zone()),
        new Finding(
            "sent by hand to see whether messages of this action arrive",
            null,
            List.of(),
            MemberChanges.NONE,
            List.of()),
        true);
  }
}
