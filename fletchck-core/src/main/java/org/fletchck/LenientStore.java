package org.fletchck;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fletchck.config.SiteConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on when a store fails: what is announced is in memory still, and must go out. */
final class LenientStore implements Store {

  private static final Logger LOG = LoggerFactory.getLogger(LenientStore.class);

  private final Store store;

  LenientStore(Store store) {
    this.store = store;
  }

  @Override
  public Snapshot snapshot() {
    return store.snapshot();
  }

  @Override
  public CompletionStage<Void> commit(Commit commit) {
    try {
      return store.commit(commit).exceptionally(LenientStore::told);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(told(e));
    }
  }

  private static @Nullable Void told(Throwable failure) {
    LOG.error("state can't be saved: {}; going on without", failure.toString());
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
    return store.problem();
  }

  @Override
  public void close() {
    store.close();
  }
}
