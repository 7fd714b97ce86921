package org.fletchck.mqtt;

import io.reactivex.disposables.CompositeDisposable;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import java.util.concurrent.CompletableFuture;

/**
 * Requests of a session to the client library that haven't completed yet. Until all of them are
 * cancelled, the library keeps the session's loop in a table, even when the connection is long
 * gone.
 */
final class PendingRequests {

  private final CompositeDisposable all = new CompositeDisposable();

  void add(Disposable flow) {
    all.add(flow);
  }

  <T> CompletableFuture<T> add(CompletableFuture<T> future) {
    Disposable unfinished = Disposables.fromFuture(future, false);
    all.add(unfinished);
    return future.whenComplete((done, problem) -> all.delete(unfinished));
  }

  /** Cancels all of them. */
  void cancel() {
    all.dispose();
  }
}
