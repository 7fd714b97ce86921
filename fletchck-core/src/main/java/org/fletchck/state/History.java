package org.fletchck.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.fletchck.state.Store.SettledEntry;
import org.jspecify.annotations.Nullable;

/**
 * The history of checks, which are identified by their ids: see {@link org.fletchck.Site#id}. The
 * last few seconds may be missing. Safe for use by multiple threads; each call reads it again.
 */
public interface History {

  /** Returns how long a check was up and down between two instants. */
  Uptime uptime(String check, Instant from, Instant to);

  /**
   * Returns the status changes of all checks between two instants, by check id, oldest first. The
   * first of a check may be earlier: it was in effect when that time began.
   */
  Map<String, List<StatusChange>> statusChanges(Instant from, Instant to);

  /**
   * Returns when checks were monitored at all between two instants, oldest first; nothing is known
   * about the rest.
   */
  List<Uptime.Span> coverage(Instant from, Instant to);

  /**
   * Returns statistics of a check's runs between two instants, oldest first, without empty slots.
   *
   * @param step minimum length of a slot; slots are longer where less is kept
   */
  List<Slot> series(String check, Instant from, Instant to, Duration step);

  /** Returns the latest failures of a check, newest first. */
  List<Incident> incidents(String check, int most);

  /**
   * Returns the failures of all checks that overlap the time between two instants, newest first.
   */
  List<Incident> incidents(Instant from, Instant to, int most);

  /** Returns the latest runs of a check, newest first. */
  List<Run> runs(String check, int most);

  /** Returns notifications that were delivered or given up, newest first. */
  List<SettledEntry> settled(int most);

  /**
   * A run, or a firing at which the check was blocked.
   *
   * @param at when it ended
   * @param verdict its outcome; {@link Verdict#UNKNOWN} if the check was blocked
   * @param took how long it took; null if the check was not run
   * @param level short text such as {@code 91%}
   * @param decision what was notified, or why nothing was, as text; null if nothing changed
   */
  record Run(
      Instant at,
      Verdict verdict,
      @Nullable Duration took,
      @Nullable String level,
      @Nullable String decision) {}

  /**
   * A status change.
   *
   * @param at when it took effect; for a failure, at the first of the runs that reached the
   *     threshold
   * @param status the status from then on
   */
  record StatusChange(Instant at, Status status) {}

  /**
   * A failure, from the first failing run until the check passes again.
   *
   * @param id the same as {@code incident} of its notifications
   * @param check the id of the check
   * @param from when it began
   * @param to when it ended; null while it lasts
   * @param reason its cause, as first notified
   * @param members the members that fail, or that failed last
   * @param notified the actions that delivered a notification of it
   * @param reasons later causes, each from when it first followed another one, oldest first; the
   *     last {@value #MOST_REASONS} of them
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

    /** Maximum number of later causes kept. */
    public static final int MOST_REASONS = 50;

    /** Copies the lists. */
    public Incident {
      members = List.copyOf(members);
      notified = List.copyOf(notified);
      reasons = List.copyOf(reasons);
    }

    /** Creates a failure whose cause has stayed the same. */
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

    /** Returns this updated by a later event; cause and notified actions stay the same. */
    public Incident updated(Incident later) {
      List<Reason> all = reasons;
      for (Reason next : later.reasons) {
        all = Reason.appended(reason, all, next);
      }
      List<String> names = later.to == null ? later.members : members;
      return new Incident(id, check, from, later.to, reason, names, notified, all);
    }

    /** Returns this with that as the only later cause. */
    public Incident with(Reason later) {
      return new Incident(id, check, from, to, reason, members, notified, List.of(later));
    }

    /** Returns this with one more action that delivered a notification of it. */
    public Incident notified(String action) {
      List<String> all = Stream.concat(notified.stream(), Stream.of(action)).distinct().toList();
      return new Incident(id, check, from, to, reason, members, all, reasons);
    }
  }

  /**
   * A later cause of an ongoing failure.
   *
   * @param at when it was first found
   * @param text human-readable
   */
  record Reason(Instant at, String text) {

    private static final Pattern FIGURES = Pattern.compile("[0-9]+(?:[.,:][0-9]+)*");

    /** Returns whether two causes are the same but for the numbers in them. */
    public static boolean alike(@Nullable String a, @Nullable String b) {
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
   * Statistics of the runs in a span of time.
   *
   * @param at when the span begins
   * @param runs number of runs, including those that were blocked
   * @param failures how many of them failed
   * @param unreachable how many of them were blocked, or otherwise {@link Verdict#UNKNOWN}
   * @param took how long the others took; null if there were none
   */
  record Slot(
      Instant at, int runs, int failures, int unreachable, @Nullable DurationFigures took) {}

  /**
   * How long runs took.
   *
   * @param p50 the median, accurate to within a tenth
   * @param p95 the 95th percentile, accurate to within a tenth
   */
  record DurationFigures(
      Duration least, Duration mean, Duration most, Duration p50, Duration p95) {}
}
