package org.fletchck.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.fletchck.state.Store.Commit;
import org.junit.jupiter.api.Test;

/** Stores of others, which may fail in any way. */
class LenientStoreTest {

  private static final Commit NOTE = Commit.metadata("a", "b");

  private final FailingStore failing = new FailingStore();
  private final Store store = new LenientStore(failing);

  private void commit() {
    assertThat(store.commit(NOTE).toCompletableFuture()).isCompleted();
  }

  @Test
  void reportsFailedCommitsUntilOneSucceeds() {
    commit();
    assertThat(store.problem()).isEmpty();
    failing.with = new IllegalStateException("the cloud is away");
    commit();
    assertThat(store.problem().orElseThrow())
        .isEqualTo("state can't be saved: java.lang.IllegalStateException: the cloud is away");
    failing.with = new IllegalStateException("still");
    commit();
    assertThat(store.problem().orElseThrow()).endsWith("still");
    failing.with = null;
    commit();
    assertThat(store.problem()).isEmpty();
  }

  @Test
  void reportsCommitsThatThrow() {
    failing.throwing = true;
    failing.with = new UnsupportedOperationException("not built yet");
    commit();
    assertThat(store.problem().orElseThrow()).contains("not built yet");
    failing.with = null;
    commit();
    assertThat(store.problem()).isEmpty();
  }

  @Test
  void keepsProblemWhenEarlierCommitSucceedsLate() {
    failing.late = new CompletableFuture<>();
    CompletableFuture<Void> early = store.commit(NOTE).toCompletableFuture();
    CompletableFuture<Void> pending = failing.late;
    failing.late = null;
    failing.with = new IllegalStateException("full");
    commit();
    pending.complete(null);
    assertThat(early).isCompleted();
    assertThat(store.problem()).isPresent();
  }

  @Test
  void prefersProblemReportedByStoreItself() {
    failing.own = "the lease is lost";
    failing.with = new IllegalStateException("no");
    commit();
    assertThat(store.problem()).contains("the lease is lost");
  }

  @Test
  void doesNotCompleteCommitBeforeStoreDoes() {
    failing.late = new CompletableFuture<>();
    assertThat(store.commit(NOTE).toCompletableFuture()).isNotDone();
  }

  private static final class FailingStore implements Store {
    private final Store memory = Store.inMemory();
    private RuntimeException with;
    private boolean throwing;
    private CompletableFuture<Void> late;
    private String own;

    @Override
    public Snapshot snapshot() {
      return memory.snapshot();
    }

    @Override
    public CompletionStage<Void> commit(Commit commit) {
      if (late != null) {
        return late;
      }
      if (with == null) {
        return memory.commit(commit);
      }
      if (throwing) {
        throw with;
      }
      return CompletableFuture.failedFuture(with);
    }

    @Override
    public History history() {
      return memory.history();
    }

    @Override
    public Optional<String> problem() {
      return Optional.ofNullable(own);
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
