package org.fletchck.internal.notify;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.CheckConfig;
import org.fletchck.internal.Moment;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.fletchck.spi.Status;
import org.fletchck.spi.Transition;
import org.fletchck.state.NotifiedState;
import org.fletchck.state.OutboxEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each action is sent about a check: the difference between what it was last sent and
 * the current state. So nothing is sent twice, whoever was notified of a failure is notified of its
 * end, and an action that is added later, or could not be used, is notified too. A check that can't
 * be judged now is compared when it can be.
 */
public final class NotificationPlanner {

  private final Plan plan;
  private final MonitoredCheck check;
  private final Transition transition;
  private final Moment now;
  private final Map<String, NotifiedState> notified;
  private final List<OutboxEntry> entries = new ArrayList<>();
  private final Set<Change> changes = new LinkedHashSet<>();

  private NotificationPlanner(Plan plan, MonitoredCheck check, Transition transition, Moment now) {
    this.plan = plan;
    this.check = check;
    this.transition = transition;
    this.now = now;
    notified = new LinkedHashMap<>(check.notified());
  }

  /** Compares the state after a transition with what was sent. */
  public static NotificationPlan plan(
      Plan plan, MonitoredCheck check, Transition transition, Moment now) {
    NotificationPlanner planner = new NotificationPlanner(plan, check, transition, now);
    switch (transition.after().status()) {
      case FAIL -> planner.failure();
      case PASS -> planner.ends(null);
      case PENDING, UNREACHABLE, PAUSED -> {} // held until it is judged again
    }
    return planner.planned();
  }

  /** Returns whether an action is to be sent something although nothing happens. */
  public static boolean isDue(Plan plan, MonitoredCheck check, Moment now) {
    CheckState state = check.state();
    NotificationPlan planned = plan(plan, check, new Transition(state, state, null, ""), now);
    return !planned.entries().isEmpty();
  }

  /** Returns what is to be sent about a check that is removed. */
  public static List<OutboxEntry> removed(Plan plan, MonitoredCheck check, Moment now) {
    CheckState state = check.state();
    NotificationPlanner planner =
        new NotificationPlanner(plan, check, new Transition(state, state, null, ""), now);
    planner.ends("no longer monitored");
    return planner.entries;
  }

  /** Returns what a version that didn't keep it sent about a failure; reminders count from now. */
  public static Map<String, NotifiedState> assumed(Plan plan, MonitoredCheck check, Moment now) {
    CheckState state = check.state();
    boolean sent = state.times().notified() != null || !check.spec().policy().failAction();
    if (state.judged() != Status.FAIL || !sent) {
      return Map.of();
    }
    NotificationPlanner planner =
        new NotificationPlanner(plan, check, new Transition(state, state, null, ""), now);
    NotifiedState present = planner.present();
    planner.receivers().forEach(action -> planner.notified.put(action, present));
    return planner.notified;
  }

  private void failure() {
    boolean quiet = !check.spec().policy().failAction();
    NotifiedState present = present();
    Set<String> own = NotificationFactory.usable(plan, check);
    for (String action : receivers()) {
      NotifiedState last = notified.get(action);
      Change change = difference(last, present);
      boolean silent = quiet && own.contains(action);
      if (change != null && !(silent && change == Change.REMINDER)) {
        if (!silent) {
          send(action, change, last, present, transition.after().lastRun().reason());
        }
        notified.put(action, present);
      }
    }
  }

  private Set<String> receivers() {
    Set<String> receivers = new LinkedHashSet<>(NotificationFactory.usable(plan, check));
    if (!NotificationFactory.notifies(plan, check)) {
      receivers.addAll(NotificationFactory.audience(plan, check));
    }
    return receivers;
  }

  private @Nullable Change difference(@Nullable NotifiedState last, NotifiedState present) {
    if (last == null || !last.incident().equals(present.incident())) {
      return Change.FAILED;
    }
    if (!Set.copyOf(last.members()).equals(Set.copyOf(present.members()))) {
      return Change.MEMBERS;
    }
    if (!last.kinds().containsAll(present.kinds())) {
      return Change.KIND;
    }
    Duration reminder = reminder();
    boolean due = reminder != null && now.running().compareTo(last.at().plus(reminder)) >= 0;
    return due && !transition.before().equals(transition.after()) ? Change.REMINDER : null;
  }

  /**
   * Sends the end to all that were sent the failure, even if they are no longer actions of the
   * check.
   */
  private void ends(@Nullable String why) {
    for (Map.Entry<String, NotifiedState> sent : Map.copyOf(notified).entrySet()) {
      String action = sent.getKey();
      if (NotificationFactory.isUsable(plan, action)) {
        if (check.spec().policy().passAction()) {
          String reason = why == null ? transition.after().lastRun().reason() : why;
          send(action, Change.RECOVERED, sent.getValue(), sent.getValue(), reason);
        }
        notified.remove(action);
      }
    }
  }

  private NotifiedState present() {
    CheckState state = transition.after();
    Instant since = state.times().fail() == null ? now.time() : state.times().fail();
    String incident = check.incidentId(state, since);
    return new NotifiedState(incident, since, state.members(), state.knownKinds(), now.running());
  }

  private void send(
      String action,
      Change change,
      @Nullable NotifiedState last,
      NotifiedState about,
      @Nullable String reason) {
    changes.add(change);
    Notification notification = notification(change, last, about, reason);
    entries.add(OutboxEntry.of(action, check.id, notification, now.time()).after(last));
  }

  private Notification notification(
      Change change, @Nullable NotifiedState last, NotifiedState about, @Nullable String reason) {
    CheckState after = transition.after();
    CheckConfig config = check.spec().config();
    boolean begins = change == Change.FAILED && about.since().equals(now.time());
    boolean first = change == Change.FAILED && last == null;
    return new Notification(
        first ? about.incident() : about.incident() + "-" + now.time().toEpochMilli(),
        about.incident(),
        plan.config().name(),
        new Subject(
            check.name(),
            config.typeText(),
            config.note().orElse(null),
            plan.config().linkTo(check.name()).orElse(null)),
        change,
        new Timing(
            now.time(),
            about.since(),
            begins ? null : Duration.between(about.since(), now.time()),
            config.zone(plan.config().zone())),
        new Finding(
            reason,
            after.lastRun().level(),
            log(change, last),
            members(last == null ? List.of() : last.members(), after.members()),
            NotificationFactory.unreachable(plan, check, change, now.time())),
        false);
  }

  /**
   * Returns the log, which tells an action about the end of an earlier failure if it was not sent.
   */
  private List<String> log(Change change, @Nullable NotifiedState last) {
    List<String> log = transition.after().lastRun().log();
    Instant passed = transition.after().times().pass();
    if (change != Change.FAILED || last == null || passed == null) {
      return log;
    }
    List<String> all = new ArrayList<>();
    all.add("fails again, having passed since " + passed.atZone(plan.config().zone()));
    all.addAll(log);
    return all;
  }

  private static MemberChanges members(List<String> before, List<String> after) {
    return new MemberChanges(
        without(after, before),
        after.stream().filter(before::contains).toList(),
        without(before, after));
  }

  private static List<String> without(List<String> all, List<String> those) {
    return all.stream().filter(m -> !those.contains(m)).toList();
  }

  private NotificationPlan planned() {
    Optional<Change> change = changes.stream().findFirst();
    boolean said = transition.notified() != null || change.isEmpty();
    return new NotificationPlan(
        List.copyOf(entries), notified, said ? transition : notifying(change.orElseThrow()));
  }

  /** Returns the transition as one that is notified, although the state alone gave no reason to. */
  private Transition notifying(Change change) {
    CheckState after = transition.after();
    boolean fails = after.judged() == Status.FAIL;
    return new Transition(
        transition.before(),
        fails ? after.withTimes(after.times().withNotified(now.time())) : after,
        change,
        decision(change));
  }

  private String decision(Change change) {
    String to = String.join(", ", entries.stream().map(OutboxEntry::action).distinct().toList());
    return "notified through "
        + to
        + switch (change) {
          case FAILED -> ": it was not notified of this failure yet";
          case RECOVERED -> ": it was not notified of the end yet";
          case MEMBERS -> ": it was notified of other members";
          case KIND -> ": it was notified of another kind of failure";
          case REMINDER -> ": reminder after " + words(requireNonNull(reminder()));
        };
  }

  private @Nullable Duration reminder() {
    return check.spec().policy().reminder();
  }

  private static String words(Duration d) {
    long s = d.toSeconds();
    if (s % 3600 == 0) {
      return s / 3600 + " h";
    }
    return s % 60 == 0 ? s / 60 + " min" : s + " s";
  }

  /**
   * The result of a comparison.
   *
   * @param entries what is to be sent
   * @param notified what each action was last sent then
   * @param transition the transition with its decision
   */
  public record NotificationPlan(
      List<OutboxEntry> entries, Map<String, NotifiedState> notified, Transition transition) {

    public Set<String> actions() {
      return entries.stream().map(OutboxEntry::action).collect(toSet());
    }

    /** Returns this with its entries for the actions of the lost ones replacing those. */
    public NotificationPlan replacing(List<OutboxEntry> lost, Moment now) {
      Set<String> late = lost.stream().map(OutboxEntry::action).collect(toSet());
      return new NotificationPlan(
          entries.stream()
              .map(e -> late.contains(e.action()) ? e.replacing(now.time()) : e)
              .toList(),
          notified,
          transition);
    }
  }
}
