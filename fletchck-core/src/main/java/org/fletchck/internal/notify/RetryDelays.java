package org.fletchck.internal.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fletchck.state.OutboxEntry;

/**
 * Determines how long entries wait between attempts: a pause that grows with each, from the start
 * of the program or the last change of the action. Some are due before their pause is over, which
 * never makes it longer or shorter. Guarded by its outbox.
 */
final class RetryDelays {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** With this, three refusals take ten minutes. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> early = new HashSet<>();
  private final Set<String> woken = new HashSet<>();

  static Duration first() {
    return FIRST;
  }

  static Duration longest() {
    return LONGEST;
  }

  boolean isEarly(OutboxEntry entry) {
    return early.contains(entry.id());
  }

  /** Makes an entry due, as if it had never failed. */
  void restart(OutboxEntry entry) {
    failures.remove(entry.id());
    woken.remove(entry.id());
    early.add(entry.id());
  }

  /**
   * Makes an entry due because another one was sent, but only once until its pause is over, because
   * it may itself be what fails. Returns whether that changed anything.
   */
  boolean wake(OutboxEntry entry) {
    return woken.add(entry.id()) && early.add(entry.id());
  }

  /** Returns when an entry that failed is due again, in running time. */
  Duration next(OutboxEntry entry, boolean refused, Duration now) {
    early.remove(entry.id());
    boolean isBefore = entry.dueNext().compareTo(now) > 0;
    if (isBefore && (refused || woken.contains(entry.id()))) {
      return entry.dueNext();
    }
    woken.remove(entry.id());
    int before = failures.merge(entry.id(), 1, Integer::sum) - 1;
    Duration pause = FIRST.multipliedBy(1L << Math.min(before, 10));
    pause = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    Duration next = now.plus(refused && pause.compareTo(REFUSED) < 0 ? REFUSED : pause);
    return isBefore && entry.dueNext().compareTo(next) < 0 ? entry.dueNext() : next;
  }

  void forget(OutboxEntry entry) {
    failures.remove(entry.id());
    early.remove(entry.id());
    woken.remove(entry.id());
  }
}
