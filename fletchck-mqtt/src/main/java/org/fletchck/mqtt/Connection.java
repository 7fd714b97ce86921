package org.fletchck.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that the broker took, and what is published over it until it ends. */
final class Connection implements SessionListener {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Duration STEP = Duration.ofSeconds(3L * Session.CONNECTING_SECONDS);
  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final int MOST_UNCONFIRMED = 64;

  private final LinkSettings settings;
  private final OutBuffer buffer;
  private final LinkListener listener;
  private final Session session;

  /** Fails when the session is over. */
  private final CompletableFuture<Object> over = new CompletableFuture<>();

  private int unconfirmed;

  private Connection(LinkSettings settings, OutBuffer buffer, LinkListener listener)
      throws IOException {
    this.settings = settings;
    this.buffer = buffer;
    this.listener = listener;
    session = Session.of(settings, Connection::daemon, this);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "mqtt-io");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Connects, logs in and subscribes.
   *
   * @throws IOException saying for people why that can't be done
   */
  static Connection open(LinkSettings settings, OutBuffer buffer, LinkListener listener)
      throws IOException, InterruptedException {
    Connection made = new Connection(settings, buffer, listener);
    try {
      made.await(made.session.connect(), STEP);
      String filter = settings.topics().subscribed();
      if (filter != null) {
        made.await(made.session.subscribe(filter), STEP);
      }
      return made;
    } catch (IOException | InterruptedException e) {
      made.session.disconnect();
      throw e;
    }
  }

  private void await(CompletionStage<?> step, Duration limit)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.anyOf(step.toCompletableFuture(), over)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(Reasons.of(e), e);
    }
  }

  /** Publishes past what waits; fails if the session ends before the broker has confirmed it. */
  CompletionStage<Void> send(Outgoing message) {
    return CompletableFuture.anyOf(session.publish(message).toCompletableFuture(), over)
        .handle(
            (done, problem) -> {
              if (problem != null) {
                throw new CompletionException(new IOException(Reasons.of(problem), problem));
              }
              return null;
            });
  }

  /**
   * Publishes what waits until the session is over.
   *
   * @return why it is over, in words for people
   * @throws InterruptedException if the thread is interrupted before
   */
  String publishAll() throws InterruptedException {
    try {
      for (Optional<Outgoing> next = next(); next.isPresent(); next = next()) {
        Outgoing message = next.get();
        session.publish(message).whenComplete((done, problem) -> published(message, problem));
      }
    } finally {
      buffer.sendAgain();
    }
    return over.handle((done, problem) -> Reasons.of(problem)).join();
  }

  private synchronized Optional<Outgoing> next() throws InterruptedException {
    while (!over.isDone()) {
      Optional<Outgoing> next = unconfirmed < MOST_UNCONFIRMED ? buffer.take() : Optional.empty();
      if (next.isPresent()) {
        unconfirmed++;
        return next;
      }
      wait();
    }
    return Optional.empty();
  }

  private synchronized void published(Outgoing message, @Nullable Throwable problem) {
    unconfirmed--;
    if (problem != null) {
      over.completeExceptionally(problem);
    } else if (!over.isDone()) {
      buffer.confirmed(message);
    }
    notifyAll();
  }

  /** Has a look at what waits. */
  synchronized void wake() {
    notifyAll();
  }

  @Override
  public synchronized void ended(Throwable cause) {
    over.completeExceptionally(cause);
    notifyAll();
  }

  @Override
  public void received(Incoming message) {
    listener.received(message);
  }

  /** Ends the session in good order, as far as the broker lets it: within two seconds. */
  void close() {
    String presence = settings.topics().presence();
    try {
      if (presence != null) {
        await(session.publish(Presence.offline(presence)), GOODBYE);
      }
      await(session.disconnect(), GOODBYE);
    } catch (IOException e) {
      LOG.debug("mqtt: no goodbye: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
