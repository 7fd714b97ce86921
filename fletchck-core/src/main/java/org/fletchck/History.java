package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.Store.SettledEntry;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What happened to checks, which go by their ids: see {@link Site#id}. What happened within the
 * last seconds may be missing. Safe for use by several threads; each call reads again.
 */
public interface History {

  /** Returns for how long a check was up and down between two instants. */
  Uptime uptime(String check, Instant from, Instant to);

  /**
   * Returns the changes of status of all checks between two instants, by the id of the check and
   * oldest first. The first of each may be earlier: it held when that time began.
   */
  Map<String, List<StatusChange>> statusChanges(Instant from, Instant to);

  /**
   * Returns when somebody looked between two instants, oldest first; of the rest nothing is known.
   */
  List<Uptime.Span> coverage(Instant from, Instant to);

  /**
   * Returns figures of the runs between two instants, oldest first, without empty slots.
   *
   * @param step how long a slot is at the least; longer where less is kept
   */
  List<Slot> series(String check, Instant from, Instant to, Duration step);

  /** Returns the last failures of a check, newest first. */
  List<Incident> incidents(String check, int most);

  /** Returns the failures of all checks that lasted into this time, newest first. */
  List<Incident> incidents(Instant from, Instant to, int most);

  /** Returns the last runs of a check, newest first. */
  List<Run> runs(String check, int most);

  /** Returns notifications that were delivered or given up, newest first. */
  List<SettledEntry> settled(int most);

  /**
   * One run, or a firing at which the check was blocked.
   *
   * @param at when it ended
   * @param verdict its outcome; of one that was blocked that it cannot tell
   * @param took how long it took; null if the check was not run
   * @param level short text such as {@code 91%}
   * @param decision in words what was notified or why not, where something changed
   */
  record Run(
      Instant at,
      Verdict verdict,
      @Nullable Duration took,
      @Nullable String level,
      @Nullable String decision) {}

  /**
   * A change of status.
   *
   * @param at since when it holds; a failure since the first of the runs that reached its threshold
   * @param status what holds since then
   */
  record StatusChange(Instant at, Status status) {}

  /**
   * A failure, from the first failing run to the pass.
   *
   * @param id the same as {@code incident} of its notifications
   * @param check the id of the check
   * @param from when it began
   * @param to when it ended; null if it goes on
   * @param reason its cause as it was first notified
   * @param members the members that fail, or failed last
   * @param notified the actions that delivered something of it
   * @param reasons other causes that it had since, each from when it was met first after another
   *     one, oldest first; the last {@value #MOST_REASONS} of them
   */
  record Incident(
      String id,
      String check,
      Instant from,
      @Nullable Instant to,
      @Nullable String reason,
      List<String> members,
      List<String> notified,
      List<Reason> reasons) {

    /** How many changes of the cause are kept. */
    public static final int MOST_REASONS = 50;

    /** Copies the lists. */
    public Incident {
      members = List.copyOf(members);
      notified = List.copyOf(notified);
      reasons = List.copyOf(reasons);
    }

    /** Makes one whose cause stayed the same. */
    public Incident(
        String id,
        String check,
        Instant from,
        @Nullable Instant to,
        @Nullable String reason,
        List<String> members,
        List<String> notified) {
      this(id, check, from, to, reason, members, notified, List.of());
    }

    /** Returns this as a later event leaves it: cause and receivers are those known before. */
    public Incident updated(Incident later) {
      List<Reason> all = reasons;
      for (Reason next : later.reasons) {
        all = Reason.appended(reason, all, next);
      }
      List<String> names = later.to == null ? later.members : members;
      return new Incident(id, check, from, later.to, reason, names, notified, all);
    }

    /** Returns this with nothing but that as a later cause. */
    Incident with(Reason later) {
      return new Incident(id, check, from, to, reason, members, notified, List.of(later));
    }

    /** Returns this with one more action that delivered something of it. */
    public Incident notified(String action) {
      List<String> all = Stream.concat(notified.stream(), Stream.of(action)).distinct().toList();
      return new Incident(id, check, from, to, reason, members, all, reasons);
    }
  }

  /**
   * A cause of a failure that goes on.
   *
   * @param at when it was met
   * @param text in words for people
   */
  record Reason(Instant at, String text) {

    private static final Pattern FIGURES = Pattern.compile("[0-9]+(?:[.,:][0-9]+)*");

    /** Tells whether two causes are alike but for the figures in them. */
    static boolean alike(@Nullable String a, @Nullable String b) {
      if (a == null || b == null) {
        return a == null && b == null;
      }
      return FIGURES.matcher(a).replaceAll("0").equals(FIGURES.matcher(b).replaceAll("0"));
    }

    private static List<Reason> appended(@Nullable String first, List<Reason> known, Reason next) {
      String last = known.isEmpty() ? first : known.get(known.size() - 1).text();
      if (alike(last, next.text())) {
        return known;
      }
      List<Reason> all = new ArrayList<>(known);
      all.add(next);
      return all.subList(Math.max(0, all.size() - Incident.MOST_REASONS), all.size());
    }
  }

  /**
   * Figures of the runs of some time.
   *
   * @param at its beginning
   * @param runs how many runs there were, with those that were blocked
   * @param failures how many of them failed
   * @param unreachable how many of them were blocked, or could not tell
   * @param took how long the others took; null if there were none
   */
  record Slot(
      Instant at, int runs, int failures, int unreachable, @Nullable DurationFigures took) {}

  /**
   * How long runs took.
   *
   * @param p50 what half of them stayed below, to within a tenth
   * @param p95 what 95 of 100 stayed below, to within a tenth
   */
  record DurationFigures(
      Duration least, Duration mean, Duration most, Duration p50, Duration p95) {}
}
