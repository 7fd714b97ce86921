package org.fletchck.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.CheckTarget;
import org.fletchck.state.History.Incident;
import org.fletchck.state.History.Reason;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.StatusChange;
import org.fletchck.state.NotifiedState;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.End;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Store.Snapshot;

/**
 * A value of every field that is stored, of which no two are alike, and every constant. What later
 * versions of the program call them doesn't matter; that they are the same as before does.
 */
final class EveryField {

  static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

  private EveryField() {}

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute).plusMillis(minute);
  }

  static Snapshot snapshot() {
    Map<String, SavedCheck> checks = new LinkedHashMap<>();
    for (SavedCheck check : checks()) {
      checks.put(check.id(), check);
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("config", "{\"checks\":{}}");
    notes.put("mqtt.added", "a text \u00fc \"in\" quotes\n");
    return new Snapshot(checks, List.of(waiting(), gathered(), other()), notes, running());
  }

  static Duration running() {
    return Duration.ofMillis(987_654_321);
  }

  /** One of each status. */
  private static List<SavedCheck> checks() {
    NotifiedState sent =
        new NotifiedState(
            "shop-1", at(1), List.of("b", "a"), List.of("service"), Duration.ofMillis(4_567));
    return List.of(
        new SavedCheck("1", "new", new CheckTarget("tcp", "h 1"), CheckState.UNKNOWN),
        saved("2", "fine", state(Status.PASS)),
        new SavedCheck(
            "3",
            "shop",
            new CheckTarget("https", "h 443"),
            failing(),
            new NotifiedState.ByAction(Map.of("m", sent))),
        saved(
            "4",
            "blocked",
            state(Status.PASS).withStatus(Status.UNREACHABLE).withBlockedBy("shop")),
        saved("5", "resting", state(Status.PASS).withStatus(Status.PAUSED)),
        saved("6", "untrusted", untrusted()));
  }

  private static SavedCheck saved(String id, String name, CheckState state) {
    return new SavedCheck(
        id, name, new CheckTarget("cert", "h " + id), state, new NotifiedState.ByAction(Map.of()));
  }

  private static CheckState state(Status status) {
    CheckState.Times times = new CheckState.Times(at(11), at(12), null, null, null, null, null);
    CheckState.Run run =
        new CheckState.Run(
            Verdict.PASSED,
            null,
            "23 days",
            List.of("a line", "another \u20ac"),
            phases(),
            Map.of("issuer", "CN=x"));
    return CheckState.UNKNOWN.withStatus(status).withTimes(times).withLastRun(run);
  }

  private static Map<String, Duration> phases() {
    Map<String, Duration> phases = new LinkedHashMap<>();
    phases.put("resolve", Duration.ofNanos(1_234_567));
    phases.put("connect", Duration.ofMillis(2));
    return phases;
  }

  private static CheckState failing() {
    return state(Status.FAIL)
        .withCounts(
            new CheckState.Counts(
                3, List.of(Verdict.PASSED, Verdict.UNKNOWN, Verdict.FAILED), "service", 2))
        .withMembers(List.of("b", "a"))
        .withLastRun(
            new CheckState.Run(Verdict.FAILED, "HTTP 500", null, List.of(), Map.of(), Map.of()))
        .withTimes(
            new CheckState.Times(
                at(21), at(22), at(23), at(24), at(25), at(26), Duration.ofSeconds(-7)))
        .withLearned(Map.of("hostkey", "AAAA"))
        .withKinds(List.of("service", CheckResult.CERTIFICATE));
  }

  private static CheckState untrusted() {
    return state(Status.FAIL)
        .withTrustFailure(CheckResult.CERTIFICATE)
        .withKinds(List.of(CheckResult.CERTIFICATE))
        .withLastRun(
            new CheckState.Run(Verdict.UNKNOWN, "expired", "0%", List.of(), Map.of(), Map.of()));
  }

  /** One that was tried, and reached one of its recipients. */
  private static OutboxEntry waiting() {
    NotifiedState before =
        new NotifiedState("shop-0", at(31), List.of("c"), List.of("hostkey"), Duration.ofHours(5));
    return new OutboxEntry(
        "e1",
        "mail",
        "shop",
        notification("n1", Change.MEMBERS, false, List.of()),
        at(32),
        4,
        1,
        at(33),
        Set.of("anna@example.org"),
        "greylisted",
        null,
        new OutboxEntry.Timing(Duration.ofMinutes(6), Duration.ofMinutes(7)),
        new OutboxEntry.Basis(before, true));
  }

  /** One that is gathered with others. */
  private static OutboxEntry gathered() {
    return new OutboxEntry(
        "e2",
        "pager",
        "other",
        notification("n2", Change.KIND, false, List.of()),
        at(34),
        0,
        0,
        at(35),
        Set.of(),
        null,
        new OutboxEntry.Window("w", at(36), Duration.ofMinutes(8)),
        null,
        new OutboxEntry.Basis(null, false));
  }

  /** A digest of one of each kind. */
  private static OutboxEntry other() {
    List<Notification> parts = new ArrayList<>();
    for (Change change : Change.values()) {
      parts.add(notification("part " + parts.size(), change, false, List.of()));
    }
    return new OutboxEntry(
        "e3",
        "mail",
        "digest",
        notification("n3", Change.REMINDER, true, parts),
        at(37),
        0,
        0,
        at(38),
        Set.of(),
        null,
        null);
  }

  private static Notification notification(
      String id, Change change, boolean test, List<Notification> parts) {
    return new Notification(
        id,
        "incident of " + id,
        "Home",
        new Notification.Subject("shop", "remote (https)", "Ask Anna.", "http://h/checks/shop"),
        change,
        new Notification.Timing(at(41), at(42), Duration.ofMinutes(9), ZoneId.of("Europe/Berlin")),
        new Notification.Finding(
            "HTTP 500",
            "91%",
            List.of("one", "two"),
            new Notification.MemberChanges(List.of("new"), List.of("still"), List.of("back")),
            List.of("behind")),
        test,
        parts);
  }

  static List<SettledEntry> settled() {
    List<SettledEntry> all = new ArrayList<>();
    int minute = 50;
    for (End end : End.values()) {
      String reason = end == End.DELIVERED ? null : "because of " + minute;
      OutboxEntry entry =
          new OutboxEntry(
              "s" + minute,
              "mail",
              "shop",
              notification("s" + minute, Change.FAILED, false, List.of()),
              at(minute),
              1,
              0,
              at(minute),
              Set.of(),
              null,
              null);
      all.add(new SettledEntry(entry, end, reason, at(minute + 1)));
      minute += 2;
    }
    return all;
  }

  static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int minute = 60;
    for (Verdict verdict : Verdict.values()) {
      runs.add(new Run(at(minute), verdict, Duration.ofNanos(minute * 1_000L), "9%", "notified"));
      minute++;
    }
    return runs;
  }

  static List<StatusChange> statusChanges() {
    List<StatusChange> turns = new ArrayList<>();
    int minute = 70;
    for (Status status : Status.values()) {
      turns.add(new StatusChange(at(minute), status));
      minute++;
    }
    return turns;
  }

  static List<Incident> incidents() {
    Reason later = new Reason(at(82), "HTTP 503");
    return List.of(
        new Incident("i2", "3", at(83), null, null, List.of(), List.of()),
        new Incident(
            "i1",
            "3",
            at(80),
            at(81),
            "HTTP 500",
            List.of("b", "a"),
            List.of("mail", "pager"),
            List.of(later)));
  }

  /** All of it but the running time, to be written at once. */
  static Commit commit() {
    List<Event> events = new ArrayList<>();
    runs().forEach(run -> events.add(new Event("3", run, null, null)));
    statusChanges().forEach(statusChange -> events.add(new Event("3", null, statusChange, null)));
    for (Incident incident : incidents()) {
      events.add(new Event("3", null, null, incident));
    }
    Snapshot all = snapshot();
    return new Commit(
        all.checks().values(), Set.of(), all.outbox(), settled(), all.metadata(), events);
  }
}
