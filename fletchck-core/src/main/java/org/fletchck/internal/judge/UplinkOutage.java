package org.fletchck.internal.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.fletchck.config.SiteFile;
import org.fletchck.config.TimeText;
import org.fletchck.config.Uplink;
import org.fletchck.internal.Moment;
import org.fletchck.internal.notify.NotificationFactory;
import org.fletchck.internal.plan.MonitoredCheck;
import org.fletchck.internal.plan.Plan;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Notification.Finding;
import org.fletchck.spi.Notification.MemberChanges;
import org.fletchck.spi.Notification.Subject;
import org.fletchck.spi.Notification.Timing;
import org.fletchck.spi.Status;
import org.fletchck.state.OutboxEntry;
import org.jspecify.annotations.Nullable;

/**
 * Tracks whether the uplink is lost. When it is back after more than a minute, whoever would have
 * been notified of the checks that could not be judged gets one message: how long the monitor was
 * blind. Used only under the committer's lock.
 */
public final class UplinkOutage {

  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final String NOTE = "uplink lost";
  private static final String TYPE = "uplink";
  private static final String SINCE = "since";
  private static final String RUNNING = "running";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm z", Locale.ENGLISH);

  private final LongSupplier nanos;
  private Uplink last = Plan.EMPTY.graph().uplink();
  private @Nullable Moment since;

  /**
   * Continues with what an earlier process noted.
   *
   * @param notes what the store kept
   * @param nanos the ticker
   */
  public UplinkOutage(Map<String, String> notes, LongSupplier nanos) {
    this.nanos = nanos;
    String note = notes.getOrDefault(NOTE, "");
    if (!note.isEmpty()) {
      Map<String, Object> values = SiteFile.parse(note);
      since =
          new Moment(
              Instant.parse(String.valueOf(values.get(SINCE))),
              Duration.ofMillis(Long.parseLong(String.valueOf(values.get(RUNNING)))));
    }
  }

  /**
   * Checks the uplink after something changed.
   *
   * @param sent what is sent about that change itself
   */
  OutageNotice update(Plan plan, Moment now, Collection<OutboxEntry> sent) {
    Moment from = since;
    if (plan.isUplinkLost(now.time())) {
      last = plan.graph().uplink();
      dependents(plan).forEach(check -> check.stopListening(nanos.getAsLong()));
      since = from == null ? now : from;
      return from == null ? new OutageNotice(List.of(), note(now), false) : OutageNotice.NONE;
    }
    if (from == null) {
      return OutageNotice.NONE;
    }
    since = null;
    dependents(plan).stream()
        .filter(check -> plan.blocker(check, now.time()).isEmpty())
        .forEach(check -> check.resumeListening(nanos.getAsLong()));
    boolean isShort = now.running().minus(from.running()).compareTo(SHORT) <= 0;
    List<OutboxEntry> entries = isShort ? List.of() : entries(plan, from.time(), now.time(), sent);
    return new OutageNotice(entries, Map.of(NOTE, ""), true);
  }

  /** Moves the shown beginning of a loss with the clock, and returns what is to be noted of it. */
  public Map<String, String> clockStepped(ClockStep step) {
    if (since == null) {
      return Map.of();
    }
    since = new Moment(step.takenOut(since.time()), since.running());
    return note(since);
  }

  private List<MonitoredCheck> dependents(Plan plan) {
    return plan.existing(last.dependents());
  }

  private static Map<String, String> note(Moment from) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(SINCE, from.time().toString());
    values.put(RUNNING, from.running().toMillis());
    return Map.of(NOTE, SiteFile.format(values));
  }

  private List<OutboxEntry> entries(
      Plan plan, Instant from, Instant now, Collection<OutboxEntry> sent) {
    List<MonitoredCheck> blind =
        plan.checks().values().stream()
            .filter(
                check -> isBlind(plan, last, check) || isBlind(plan, plan.graph().uplink(), check))
            .toList();
    Set<String> actions = new LinkedHashSet<>();
    blind.stream()
        .filter(check -> NotificationFactory.notifies(plan, check))
        .forEach(check -> actions.addAll(NotificationFactory.usable(plan, check)));
    if (!plan.graph().uplink().isList()) { // the end of one check says it all
      sent.forEach(entry -> actions.remove(entry.action()));
    }
    List<String> names = blind.stream().map(MonitoredCheck::name).toList();
    return NotificationFactory.entries(actions, TYPE, notification(plan, names, from, now), now);
  }

  /**
   * Returns whether a check could not be judged because of the uplink, directly or through others.
   */
  private static boolean isBlind(Plan plan, Uplink uplink, MonitoredCheck check) {
    Set<MonitoredCheck> seen = new HashSet<>();
    MonitoredCheck blocked = check;
    while (blocked != null
        && blocked.state().status() == Status.UNREACHABLE
        && !blocked.isReportedUnreachable()
        && seen.add(blocked)) {
      String blocker = String.valueOf(blocked.state().blockedBy());
      if (uplink.dependents().contains(blocked.name()) && uplink.checks().contains(blocker)) {
        return true;
      }
      blocked = plan.checks().get(blocker);
    }
    return false;
  }

  private static Notification notification(
      Plan plan, List<String> blind, Instant from, Instant now) {
    String id = TYPE + "-" + from.toEpochMilli();
    ZoneId zone = plan.config().zone();
    return new Notification(
        id,
        id,
        plan.config().name(),
        new Subject("uplink of " + plan.config().name(), TYPE, null, null),
        Change.RECOVERED,
        new Timing(now, from, Duration.between(from, now), zone),
        new Finding(
            "blind from %s to %s: the uplink was lost"
                .formatted(
                    TimeText.format(TIME, from.atZone(zone)),
                    TimeText.format(TIME, now.atZone(zone))),
            null,
            List.of(),
            MemberChanges.NONE,
            blind),
        false);
  }

  /**
   * What follows from an update.
   *
   * @param entries what is to be sent
   * @param notes what is to be noted
   * @param isOver whether the uplink is back
   */
  record OutageNotice(List<OutboxEntry> entries, Map<String, String> notes, boolean isOver) {
    static final OutageNotice NONE = new OutageNotice(List.of(), Map.of(), false);
  }
}
