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
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.Event;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.SettledEntry;
import org.fletchck.state.Store.Snapshot;

/**
 * Commits that are written together; of several changes to the same thing only the last is kept.
 */
final class Batch {

  /** Limits what piles up in memory while the disk is full. */
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

  /**
   * Adds what could not be written and is kept nowhere else; all the rest is rewritten as a whole.
   */
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

  /**
   * Makes this batch replace the contents of the file by the whole known state, plus what happened
   * since.
   */
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

  /** Sets the running time to write, which never decreases. */
  void running(Duration now) {
    running = now;
  }

  Duration running() {
    return running;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Returns whether this batch is at least this old. */
  boolean isOlder(Duration age) {
    return System.nanoTime() - made >= age.toNanos();
  }

  boolean isUrgent() {
    return urgent;
  }

  /**
   * Returns whether this batch is the whole state, so that anything else in the file is outdated.
   */
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

  /** Returns the ids of all checks that are removed, so that their history ends. */
  Set<String> gone() {
    Set<String> all = new HashSet<>(gone);
    all.addAll(forgotten);
    return all;
  }

  /** Removes and returns the futures that wait for this batch. */
  List<CompletableFuture<Void>> takeWaiting() {
    List<CompletableFuture<Void>> all = List.copyOf(written);
    written.clear();
    return all;
  }
}
