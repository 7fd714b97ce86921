package org.fletchck.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Keeps everything in memory. */
final class MemoryStore implements Store {

  private final Map<String, SavedCheck> checks;
  private final Map<String, OutboxEntry> outbox = new LinkedHashMap<>();
  private final Map<String, String> notes;
  private final MemoryHistory history = new MemoryHistory();
  private Supplier<Duration> running;

  MemoryStore(Snapshot start) {
    checks = new LinkedHashMap<>(start.checks());
    start.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    notes = new LinkedHashMap<>(start.metadata());
    running = start::running;
  }

  @Override
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        new LinkedHashMap<>(checks),
        new ArrayList<>(outbox.values()),
        new LinkedHashMap<>(notes),
        running.get());
  }

  @Override
  public synchronized CompletionStage<Void> commit(Commit commit) {
    commit.checks().forEach(check -> checks.put(check.id(), check));
    checks.keySet().removeAll(commit.forgotten());
    commit.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    commit.settled().forEach(settled -> outbox.remove(settled.entry().id()));
    notes.putAll(commit.metadata());
    history.add(commit);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public synchronized void running(Supplier<Duration> time) {
    running = time;
  }

  /** Stops the running time; everything is kept for a site that is opened with this store later. */
  @Override
  public synchronized void close() {
    Duration end = running.get();
    running = () -> end;
  }
}
