package org.fletchck.internal.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fletchck.config.SiteConfig;
import org.fletchck.state.History;
import org.fletchck.state.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continues when a store fails: notifications are still in memory, and must be sent. A failure is
 * logged when it begins and when it ends, and shown in between.
 */
public final class LenientStore implements Store {

  private static final Logger LOG = LoggerFactory.getLogger(LenientStore.class);

  private final Store store;
  private @Nullable String failure;
  private long begun;
  private long failed;

  public LenientStore(Store store) {
    this.store = store;
  }

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public CompletionStage<Void> commit(Commit commit) {
    long number = begin();
    try {
      return store.commit(commit).handle((nothing, thrown) -> ended(number, thrown));
    } catch (RuntimeException | LinkageError e) {
      return CompletableFuture.completedFuture(ended(number, e));
    }
  }

  private synchronized long begin() {
    begun++;
    return begun;
  }

  /**
   * Records the end of a commit; one begun before the last that failed says nothing about the store
   * now.
   */
  private synchronized @Nullable Void ended(long number, @Nullable Throwable thrown) {
    if (thrown != null) {
      Throwable cause =
          thrown instanceof CompletionException && thrown.getCause() != null
              ? thrown.getCause()
              : thrown;
      if (failure == null) {
        LOG.error("state can't be saved: {}; continuing without", cause.toString());
      }
      failure = "state can't be saved: " + cause;
      failed = Math.max(failed, number);
    } else if (failure != null && number > failed) {
      LOG.warn("state is saved again");
      failure = null;
    }
    return null;
  }

  @Override
  public History history() {
    return store.history();
  }

  @Override
  public void configured(SiteConfig config) {
    store.configured(config);
  }

  @Override
  public void running(Supplier<Duration> time) {
    store.running(time);
  }

  @Override
  public Optional<String> problem() {
    Optional<String> own = store.problem();
    synchronized (this) {
      return own.isPresent() ? own : Optional.ofNullable(failure);
    }
  }

  @Override
  public Optional<String> loss() {
    return store.loss();
  }

  @Override
  public void whenReadLate(Consumer<Snapshot> consumer) {
    store.whenReadLate(consumer);
  }

  @Override
  public void close() {
    store.close();
  }
}
