package org.fletchck.mqtt;

import io.reactivex.subscribers.DisposableSubscriber;
import java.util.function.Consumer;

/**
 * Messages as they arrive. Ignores errors: the end of the connection is reported separately, often
 * twice.
 */
final class IncomingMessages<T> extends DisposableSubscriber<T> {

  private final Consumer<T> hearer;

  IncomingMessages(Consumer<T> hearer) {
    this.hearer = hearer;
  }

  @Override
  public void onNext(T message) {
    hearer.accept(message);
  }

  @Override
  public void onError(Throwable problem) {}

  @Override
  public void onComplete() {}
}
