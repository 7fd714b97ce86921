package org.fletchck;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fletchck.Store.Settled;
import org.fletchck.spi.Status;
import org.fletchck.spi.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What happened to checks, which go by their ids: see {@link Site#id}. What happened within the
 * last seconds may be missing. Safe for use by several threads; each call reads anew.
 */
public interface History {

  /** Returns for how long a check was up and down between two instants. */
  Uptime uptime(String check, Instant from, Instant to);

  /**
   * Returns the changes of status of all checks between two instants, by the id of the check and
   * oldest first. The first of each may be earlier: it held when that time began.
   */
  Map<String, List<Turn>> turns(Instant from, Instant to);

  /**
   * Returns when somebody looked between two instants, oldest first; of the rest nothing is known.
   */
  List<Uptime.Span> watched(Instant from, Instant to);

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
  List<Settled> settled(int most);

  /**
   * One run, or a firing at which the check was blocked.
   *
   * @param at when it ended
   * @param verdict its outcome; of one that was blocked that it cannot tell
   * @param took how long it took; null if the check was not run
   * @param level short text such as {@code 91%}
   * @param decision in words what was announced or why not, where something changed
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
  record Turn(Instant at, Status status) {}

  /**
   * A failure, from the first failing run to the pass.
   *
   * @param id the same as {@code incident} of its notifications
   * @param check the id of the check
   * @param from when it began
   * @param to when it ended; null if it goes on
   * @param reason its cause as it was first told
   * @param members the members that fail, or failed last
   * @param told the actions that delivered something of it
   */
  record Incident(
      String id,
      String check,
      Instant from,
      @Nullable Instant to,
      @Nullable String reason,
      List<String> members,
      List<String> told) {
    /** Copies the lists. */
    public Incident {
      members = List.copyOf(members);
      told = List.copyOf(told);
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
  record Slot(Instant at, int runs, int failures, int unreachable, @Nullable Took took) {}

  /**
   * How long runs took.
   *
   * @param p50 what half of them stayed below, to within a tenth
   * @param p95 what 95 of 100 stayed below, to within a tenth
   */
  record Took(Duration least, Duration mean, Duration most, Duration p50, Duration p95) {}
}
