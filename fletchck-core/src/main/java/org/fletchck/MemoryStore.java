package org.fletchck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps everything in memory. */
final class MemoryStore implements Store {

  private final Map<String, Saved> checks;
  private final Map<String, OutboxEntry> outbox = new LinkedHashMap<>();
  private final Map<String, String> notes;
  private final MemoryHistory history = new MemoryHistory();

  MemoryStore(Snapshot start) {
    checks = new LinkedHashMap<>(start.checks());
    start.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    notes = new LinkedHashMap<>(start.notes());
  }

  @Override
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        new LinkedHashMap<>(checks), new ArrayList<>(outbox.values()), new LinkedHashMap<>(notes));
  }

  @Override
  public synchronized CompletionStage<Void> commit(Commit commit) {
    commit.checks().forEach(check -> checks.put(check.id(), check));
    checks.keySet().removeAll(commit.forgotten());
    commit.outbox().forEach(entry -> outbox.put(entry.id(), entry));
    commit.settled().forEach(settled -> outbox.remove(settled.entry().id()));
    notes.putAll(commit.notes());
    history.add(commit);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void close() {
    // nothing to save
  }
}
