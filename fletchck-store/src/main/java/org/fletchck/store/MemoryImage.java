package org.fletchck.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.fletchck.state.OutboxEntry;
import org.fletchck.state.Store.Commit;
import org.fletchck.state.Store.SavedCheck;
import org.fletchck.state.Store.Snapshot;

/** The current state in memory. */
final class MemoryImage {

  private final Map<String, SavedCheck> checks;
  private final Map<String, OutboxEntry> outbox = new LinkedHashMap<>();
  private final Map<String, String> notes;
  private Supplier<Duration> running;

  MemoryImage(Snapshot start) {
    checks = new LinkedHashMap<>(start.checks());
    start.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    notes = new LinkedHashMap<>(start.metadata());
    running = start::running;
  }

  Snapshot snapshot() {
    return new Snapshot(
        new LinkedHashMap<>(checks),
        new ArrayList<>(outbox.values()),
        new LinkedHashMap<>(notes),
        running.get());
  }

  Duration running() {
    return running.get();
  }

  /** Sets where to get the running time from now on. */
  void running(Supplier<Duration> time) {
    running = time;
  }

  /** Adds earlier state that could be read only now. */
  void addEarlier(Snapshot saved) {
    saved.checks().forEach(checks::putIfAbsent);
    saved.metadata().forEach(notes::putIfAbsent);
    Map<String, OutboxEntry> later = new LinkedHashMap<>(outbox);
    outbox.clear();
    saved.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    outbox.putAll(later);
  }

  void add(Commit commit) {
    commit.checks().forEach(check -> checks.put(check.id(), check));
    checks.keySet().removeAll(commit.forgotten());
    commit.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    commit.settled().forEach(settled -> outbox.remove(settled.entry().id()));
    notes.putAll(commit.metadata());
  }

  /** Returns whether a commit changes more than counts and times; called before it is added. */
  boolean isUrgent(Commit commit) {
    return !commit.outbox().isEmpty()
        || !commit.settled().isEmpty()
        || !commit.metadata().isEmpty()
        || !commit.forgotten().isEmpty()
        || commit.checks().stream().anyMatch(this::changesStatus);
  }

  private boolean changesStatus(SavedCheck check) {
    SavedCheck before = checks.get(check.id());
    return before == null
        || !before.name().equals(check.name())
        || before.state().status() != check.state().status()
        || !before.state().memberSet().equals(check.state().memberSet());
  }
}
