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

/** A session that the broker has accepted, and the publishing over it until it ends. */
final class MqttConnection {

  private static final int MOST_UNCONFIRMED = 64;

  /** Time limit of each step of a clean disconnect. */
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final ClientSettings settings;
  private final OutBuffer buffer;
  private final ProtocolLog steps;
  private final ConnectionLoop loop;
  private final MqttSession session;

  /** Fails when the session is over. */
  private final CompletableFuture<Object> over = new CompletableFuture<>();

  private int unconfirmed;
  private boolean finishing;
  private long finishBefore;

  private MqttConnection(
      ClientSettings settings, ClientTiming timing, OutBuffer buffer, ConnectionLoop loop)
      throws IOException {
    this.settings = settings;
    this.buffer = buffer;
    this.loop = loop;
    steps = new ProtocolLog(settings.debug());
    session = MqttSession.of(settings, timing, loop, this::ended);
  }

  /**
   * Connects, logs in and subscribes.
   *
   * @throws IOException if that fails, with a human-readable reason
   */
  static MqttConnection open(
      ClientSettings settings, ClientTiming timing, OutBuffer buffer, MessageInflow inflow)
      throws IOException, InterruptedException {
    ConnectionLoop loop = new ConnectionLoop();
    MqttConnection made;
    try {
      made = new MqttConnection(settings, timing, buffer, loop);
    } catch (IOException | RuntimeException e) {
      loop.close(GOODBYE);
      throw e;
    }
    try {
      made.begin(timing.patience(), inflow);
      return made;
    } catch (IOException | InterruptedException | RuntimeException e) {
      made.close(false);
      throw e;
    }
  }

  private void begin(Duration patience, MessageInflow inflow)
      throws IOException, InterruptedException {
    session.deliverTo(inflow);
    steps.log("connecting to {}", settings.broker());
    await(session.connect(), patience.multipliedBy(4)); // each step has its own limit
    String filter = settings.topics().subscribed();
    if (filter != null) {
      steps.log("subscribing to {}", filter);
      await(session.subscribe(filter), patience);
    }
    steps.log("connected");
  }

  private void await(CompletionStage<?> step, Duration limit)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.anyOf(step.toCompletableFuture(), over)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(ConnectionFailureText.of(e), e);
    }
  }

  /** Ends a subscription that a kept session may still have. */
  CompletionStage<?> unsubscribe(String filter) {
    steps.log("unsubscribing from {}", filter);
    return session.unsubscribe(filter);
  }

  /**
   * Publishes ahead of waiting messages; fails if the session ends before the broker has confirmed
   * it.
   */
  CompletionStage<Void> send(OutgoingMessage message) {
    return CompletableFuture.anyOf(publish(message).toCompletableFuture(), over)
        .handle(
            (done, problem) -> {
              if (problem != null) {
                throw new CompletionException(
                    new IOException(ConnectionFailureText.of(problem), problem));
              }
              return null;
            });
  }

  private CompletionStage<?> publish(OutgoingMessage message) {
    steps.logMessage("publishing", message.payload.length, message.topic);
    try {
      return session.publish(message);
    } catch (RuntimeException e) { // such as a topic with a wildcard
      return CompletableFuture.failedStage(e);
    }
  }

  /**
   * Publishes waiting messages until the session is over, or they are done after {@link #finish}.
   *
   * @return why it is over, human-readable
   * @throws InterruptedException if the thread is interrupted before that
   */
  String publishAll() throws InterruptedException {
    try {
      for (Optional<OutgoingMessage> next = next(); next.isPresent(); next = next()) {
        OutgoingMessage message = next.get();
        publish(message).whenComplete((done, problem) -> published(message, problem));
      }
    } finally {
      buffer.sendAgain();
    }
    return over.isDone()
        ? over.handle((done, problem) -> ConnectionFailureText.of(problem)).join()
        : "closed";
  }

  /** Returns whether it is over because a message didn't fit in memory. */
  boolean ranOutOfMemory() {
    return over.isCompletedExceptionally()
        && over.handle((done, problem) -> ConnectionFailureText.isOutOfMemory(problem)).join();
  }

  private synchronized Optional<OutgoingMessage> next() throws InterruptedException {
    while (!over.isDone() && !isFinished()) {
      Optional<OutgoingMessage> next =
          unconfirmed < MOST_UNCONFIRMED ? buffer.take() : Optional.empty();
      if (next.isPresent()) {
        unconfirmed++;
        return next;
      }
      wait(finishing ? 20 : 0);
    }
    return Optional.empty();
  }

  private boolean isFinished() {
    return finishing
        && ((unconfirmed == 0 && buffer.isEmpty()) || System.nanoTime() - finishBefore > 0);
  }

  private synchronized void published(OutgoingMessage message, @Nullable Throwable problem) {
    unconfirmed--;
    if (problem == null) {
      if (!over.isDone()) {
        buffer.confirmed(message);
      }
    } else if (ConnectionFailureText.isOfMessage(problem)) {
      buffer.refused(message, ConnectionFailureText.of(problem));
    } else {
      over.completeExceptionally(problem);
    }
    notifyAll();
  }

  /** Wakes the publishing thread, to look for waiting messages. */
  synchronized void wake() {
    notifyAll();
  }

  /** Publishes what is waiting now, if that is quick, and nothing more. */
  synchronized void finish() {
    finishing = true;
    finishBefore = System.nanoTime() + GOODBYE.toNanos();
    notifyAll();
  }

  private synchronized void ended(Throwable cause) {
    over.completeExceptionally(cause);
    notifyAll();
  }

  /**
   * Ends the session within 1.5 seconds; cleanly, as far as the broker allows, if that is wanted.
   */
  void close(boolean inGoodOrder) throws InterruptedException {
    try {
      if (inGoodOrder && !over.isDone()) {
        sayGoodbye();
      }
    } catch (IOException e) {
      steps.log("no clean disconnect: {}", String.valueOf(e.getMessage()));
    } finally {
      session.cancel();
      loop.close(GOODBYE);
    }
  }

  private void sayGoodbye() throws IOException, InterruptedException {
    String presence = settings.topics().presence();
    if (presence != null) {
      await(publish(Presence.offline(presence)), GOODBYE);
    }
    steps.log("disconnecting");
    await(session.disconnect(), GOODBYE);
  }
}
