package org.fletchck.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.spi.Change;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Notification;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.CheckTarget;
import org.fletchck.state.History;
import org.fletchck.state.NotifiedState;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store;

/**
 * The names under which records and constants are stored. They are in users' databases, so they
 * stay the same when something is renamed in the program. A component or constant that is added
 * gets a new name; the name of a removed one is never used again.
 */
final class StoredNames {

  /** A state has at most one of the two, so they share a name; see {@link RecordReader}. */
  private static final String BLOCKED_BY_OR_TRUST_FAILURE = "softFail";

  /** The names of each record, in the order of its components. */
  private static final Map<Class<?>, List<String>> NAMES =
      Map.ofEntries(
          names(Store.Snapshot.class, "checks", "outbox", "notes", "running"),
          names(Store.SavedCheck.class, "id", "name", "target", "state", "notified"),
          names(CheckTarget.class, "type", "place"),
          names(
              CheckState.class,
              "status",
              "judged",
              "counts",
              "members",
              BLOCKED_BY_OR_TRUST_FAILURE,
              BLOCKED_BY_OR_TRUST_FAILURE,
              "lastRun",
              "times",
              "learned",
              "kinds"),
          names(CheckState.Counts.class, "failCount", "recent", "kind", "ofKind"),
          names(CheckState.Run.class, "verdict", "reason", "level", "log", "phases", "details"),
          names(
              CheckState.Times.class,
              "check",
              "pass",
              "fail",
              "announced",
              "report",
              "began",
              "moved"),
          names(NotifiedState.ByAction.class, "actions"),
          names(NotifiedState.class, "incident", "since", "members", "kinds", "at"),
          names(
              OutboxEntry.class,
              "id",
              "action",
              "lane",
              "notification",
              "created",
              "tries",
              "refusals",
              "next",
              "done",
              "reason",
              "window",
              "timing",
              "basis"),
          names(OutboxEntry.Timing.class, "due", "next"),
          names(OutboxEntry.Basis.class, "before", "replacing"),
          names(OutboxEntry.Window.class, "id", "closes", "end"),
          names(
              Notification.class,
              "id",
              "incident",
              "site",
              "subject",
              "change",
              "when",
              "what",
              "test",
              "parts"),
          names(Notification.Subject.class, "name", "type", "note", "link"),
          names(Notification.Timing.class, "at", "since", "lasted", "zone"),
          names(Notification.Finding.class, "reason", "level", "log", "members", "unreachable"),
          names(Notification.MemberChanges.class, "fresh", "still", "back"),
          names(NameList.class, "names"),
          names(ReasonList.class, "reasons"),
          names(History.Reason.class, "at", "text"));

  private static final Map<Enum<?>, String> CONSTANTS =
      Map.ofEntries(
          Map.entry(Status.PENDING, "PENDING"),
          Map.entry(Status.PASS, "PASS"),
          Map.entry(Status.FAIL, "FAIL"),
          Map.entry(Status.UNREACHABLE, "UNREACHABLE"),
          Map.entry(Status.PAUSED, "PAUSED"),
          Map.entry(Verdict.PASSED, "PASSED"),
          Map.entry(Verdict.FAILED, "FAILED"),
          Map.entry(Verdict.UNKNOWN, "CANNOT_TELL"),
          Map.entry(Change.FAILED, "FAILED"),
          Map.entry(Change.RECOVERED, "RECOVERED"),
          Map.entry(Change.MEMBERS, "MEMBERS"),
          Map.entry(Change.KIND, "KIND"),
          Map.entry(Change.REMINDER, "REMINDER"),
          Map.entry(Store.End.DELIVERED, "DELIVERED"),
          Map.entry(Store.End.REFUSED, "REFUSED"),
          Map.entry(Store.End.EXPIRED, "EXPIRED"),
          Map.entry(Store.End.IMPOSSIBLE, "IMPOSSIBLE"));

  private StoredNames() {}

  private static Map.Entry<Class<?>, List<String>> names(Class<?> type, String... names) {
    int components = type.getRecordComponents().length;
    if (components != names.length) {
      throw new IllegalStateException(
          type + " has " + components + " components, but " + names.length + " stored names");
    }
    return Map.entry(type, List.of(names));
  }

  /**
   * Returns the stored names of the components of a record, in order.
   *
   * @throws IllegalStateException if it has no stored names
   */
  static List<String> of(Class<?> type) {
    List<String> names = NAMES.get(type);
    if (names == null) {
      throw new IllegalStateException(type + " has no stored names");
    }
    return names;
  }

  /**
   * Returns the stored name of a constant.
   *
   * @throws IllegalStateException if it has no stored name
   */
  static String of(Enum<?> constant) {
    String name = CONSTANTS.get(constant);
    if (name == null) {
      throw new IllegalStateException(constant + " has no stored name");
    }
    return name;
  }

  /**
   * Returns the constant with a stored name.
   *
   * @param type an enum
   * @throws IllegalArgumentException if there is no such constant
   */
  static <T> T constant(Class<T> type, String name) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> of((Enum<?>) constant).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " isn't a " + type.getSimpleName()));
  }
}
