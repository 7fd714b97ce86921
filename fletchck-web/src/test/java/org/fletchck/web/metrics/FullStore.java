package org.fletchck.web.metrics;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fletchck.state.History;
import org.fletchck.state.Store;

/** A store on a full disk. */
final class FullStore implements Store {

  private final Store store = Store.inMemory();

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public CompletionStage<Void> commit(Commit commit) {
    return store.commit(commit);
  }

  @Override
  public History history() {
    return store.history();
  }

  @Override
  public Optional<String> problem() {
    return Optional.of("/var/lib/hidden is full");
  }

  @Override
  public void close() {
    store.close();
  }
}
