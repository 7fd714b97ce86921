package org.fletchck.mqtt;

import io.reactivex.disposables.CompositeDisposable;
import io.reactivex.disposables.Disposable;
import io.reactivex.disposables.Disposables;
import java.util.concurrent.CompletableFuture;

/**
 * What a session has asked of the client library and not got yet. Until all of it is given up the
 * library keeps the session's loop in a table, also when the connection is long gone.
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

  /** Gives up all of it. */
  void cancel() {
    all.dispose();
  }
}
