package org.fletchck.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fletchck.OutboxEntry;
import org.fletchck.Store.Commit;
import org.fletchck.Store.Event;
import org.fletchck.Store.SavedCheck;
import org.fletchck.Store.SettledEntry;
import org.fletchck.Store.Snapshot;

/** Commits that are written together; of what changed several times only the last is left. */
final class Batch {

  /** While the disk is full, memory must not be. */
  private static final int MOST_SETTLED = 10_000;

  private static final int MOST_EVENTS = 50_000;

  private final Map<String, SavedCheck> checks = new LinkedHashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, OutboxEntry> outbox = new LinkedHashMap<>();
  private final Deque<SettledEntry> settled = new ArrayDeque<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final List<CompletableFuture<Void>> written = new ArrayList<>();
  private final long made = System.nanoTime();
  private boolean empty = true;
  private Duration running = Duration.ZERO;
  private boolean urgent;
  private boolean whole;

  /** Adds a commit; an urgent one must not wait for others. */
  CompletableFuture<Void> add(Commit commit, boolean isUrgent) {
    empty = false;
    commit.checks().forEach(check -> checks.put(check.id(), check));
    checks.keySet().removeAll(commit.forgotten());
    forgotten.addAll(commit.forgotten());
    commit.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    commit.settled().forEach(end -> outbox.remove(end.entry().id()));
    settled.addAll(commit.settled());
    notes.putAll(commit.metadata());
    events.addAll(commit.events());
    bound();
    urgent |= isUrgent;
    CompletableFuture<Void> done = new CompletableFuture<>();
    written.add(done);
    return done;
  }

  /** Adds what could not be written and is nowhere else; all the rest is written as a whole. */
  void addLost(Batch earlier) {
    empty = false;
    earlier.settled.descendingIterator().forEachRemaining(settled::addFirst);
    earlier.events.descendingIterator().forEachRemaining(events::addFirst);
    bound();
    gone.addAll(earlier.gone);
    gone.addAll(earlier.forgotten);
  }

  private void bound() {
    while (settled.size() > MOST_SETTLED) {
      settled.removeFirst();
    }
    while (events.size() > MOST_EVENTS) {
      events.removeFirst();
    }
  }

  /** Writes all that is known in place of what is in the file, with what happened meanwhile. */
  void makeWhole(Snapshot known) {
    whole = true;
    checks.clear();
    checks.putAll(known.checks());
    gone.addAll(forgotten);
    forgotten.clear();
    outbox.clear();
    known.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    notes.clear();
    notes.putAll(known.metadata());
    running = known.running();
  }

  /** Is written with this running time; it is never put back. */
  void running(Duration now) {
    running = now;
  }

  Duration running() {
    return running;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Tells whether it has been gathered for longer than this. */
  boolean isOlder(Duration age) {
    return System.nanoTime() - made >= age.toNanos();
  }

  boolean isUrgent() {
    return urgent;
  }

  /** Tells whether it is all there is, and what else is in the file is out of date. */
  boolean isWhole() {
    return whole;
  }

  Collection<SavedCheck> checks() {
    return checks.values();
  }

  Set<String> forgotten() {
    return forgotten;
  }

  Collection<OutboxEntry> outbox() {
    return outbox.values();
  }

  Collection<SettledEntry> settled() {
    return settled;
  }

  Map<String, String> notes() {
    return notes;
  }

  /** Returns what happened, oldest first. */
  Collection<Event> events() {
    return events;
  }

  /** Returns the ids of all checks whose history ends here. */
  Set<String> gone() {
    Set<String> all = new HashSet<>(gone);
    all.addAll(forgotten);
    return all;
  }

  /** Takes out those who wait for it, to let them go on. */
  List<CompletableFuture<Void>> takeWaiting() {
    List<CompletableFuture<Void>> all = List.copyOf(written);
    written.clear();
    return all;
  }
}
