package org.fletchck.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a broker that is re-established whenever it is lost, until it is closed. One
 * thread connects and publishes; callers never wait for the broker. Safe for use by several
 * threads.
 */
final class ReconnectingClient implements AutoCloseable {

  /** The largest payload that is published or accepted, in bytes. */
  static final int LARGEST = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ReconnectingClient.class);
  private static final int MOST_TOPICS = 50_000;
  private static final long MOST_BYTES = 32L * 1024 * 1024;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** A connection shorter than this is no success: the delays keep growing. */
  private static final Duration LASTING = Duration.ofSeconds(10);

  /** This many short connections in a row are no accident. */
  private static final int SUSPICIOUS = 3;

  private final ClientSettings settings;
  private final ClientTiming timing;
  private final ClientListener listener;
  private final OutBuffer buffer;
  private final ReconnectDelays pauses;
  private final ProtocolLog steps;
  private final Thread thread;
  private @Nullable MessageInflow inflow;
  private boolean overwhelmed;
  private int shortOnes;
  private volatile @Nullable MqttConnection connection;
  private volatile @Nullable String reason;
  private volatile boolean closing;

  private ReconnectingClient(
      ClientSettings settings, ClientTiming timing, OutBuffer buffer, ClientListener listener) {
    this.settings = settings;
    this.timing = timing;
    this.buffer = buffer;
    this.listener = listener;
    buffer.onCleared(listener::cleared);
    pauses = new ReconnectDelays(timing.firstPause(), timing.longestPause());
    steps = new ProtocolLog(settings.debug());
    thread = new Thread(this::run, "mqtt");
    thread.setDaemon(true);
  }

  /** Starts connecting, and returns immediately whatever the broker does. */
  static ReconnectingClient open(ClientSettings settings, ClientListener listener) {
    return open(settings, ClientTiming.USUAL, new OutBuffer(MOST_TOPICS, MOST_BYTES), listener);
  }

  static ReconnectingClient open(
      ClientSettings settings, ClientTiming timing, OutBuffer buffer, ClientListener listener) {
    ReconnectingClient link = new ReconnectingClient(settings, timing, buffer, listener);
    link.thread.start();
    return link;
  }

  /**
   * Publishes as soon as there is a connection; only the latest message of a topic. It is published
   * again after each loss of the connection, since the broker may come back without what it
   * confirmed. What can't be published is logged once per topic.
   */
  void publish(OutgoingMessage message) {
    add(message, buffer::put);
  }

  /** Publishes as {@link #publish} does, unless there is a newer message for the topic. */
  void offer(OutgoingMessage message) {
    add(message, buffer::offer);
  }

  /** Withdraws the clearing of a topic, unless that is done already. */
  void withdraw(String topic) {
    buffer.withdraw(topic);
  }

  private void add(OutgoingMessage message, Consumer<OutgoingMessage> to) {
    if (message.payload.length > LARGEST) {
      buffer.refused(message, tooLarge(message));
      return;
    }
    to.accept(message);
    MqttConnection now = connection;
    if (now != null) {
      now.wake();
    }
  }

  /**
   * Publishes immediately.
   *
   * @return completes when the broker has confirmed it; fails with an {@link IOException} if there
   *     is no connection, it is lost before that, or the broker refuses the message
   */
  CompletionStage<Void> send(OutgoingMessage message) {
    if (message.payload.length > LARGEST) {
      return CompletableFuture.failedStage(new IOException(tooLarge(message)));
    }
    MqttConnection now = connection;
    if (now != null) {
      return now.send(message);
    }
    String why = reason;
    return CompletableFuture.failedStage(
        new IOException(
            "not connected to " + settings.broker() + (why == null ? " yet" : ": " + why)));
  }

  /**
   * Ends a subscription that a kept session may still have.
   *
   * @return completes when the broker has confirmed it; never if the connection is lost before that
   */
  CompletionStage<?> unsubscribe(String filter) {
    MqttConnection now = connection;
    return now == null ? new CompletableFuture<>() : now.unsubscribe(filter);
  }

  private static String tooLarge(OutgoingMessage message) {
    return message.payload.length + " bytes; the maximum is " + LARGEST;
  }

  /** Returns whether the broker has accepted this client. */
  boolean isConnected() {
    return connection != null;
  }

  private void run() {
    try {
      while (!closing) {
        connectOnce();
        if (!closing) {
          Duration pause = pauses.next();
          steps.log("next attempt in {} ms", pause.toMillis());
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
      }
    } catch (InterruptedException e) {
      steps.log("closed");
    }
  }

  private void connectOnce() throws InterruptedException {
    try {
      MessageInflow taken = inflow == null ? new MessageInflow(settings, listener) : inflow;
      inflow = taken;
      if (overwhelmed) {
        forgetSession(taken);
      }
      use(MqttConnection.open(settings, timing, buffer, taken));
    } catch (IOException | RuntimeException e) {
      overwhelmed |= ConnectionFailureText.isOutOfMemory(e);
      reportFailure(ConnectionFailureText.of(e));
    }
  }

  /** A message that doesn't fit in memory would be delivered first again each time. */
  private void forgetSession(MessageInflow taken) throws IOException, InterruptedException {
    LOG.warn(
        "mqtt: a message on basetopic didn't fit in memory; messages that the broker held for this"
            + " client are discarded; limit the size of messages at the broker");
    MqttConnection.open(settings.forgetting(), timing, buffer, taken).close(true);
    overwhelmed = false;
  }

  private void use(MqttConnection made) throws InterruptedException {
    long began = System.nanoTime();
    try {
      begin(made);
      String why = made.publishAll();
      connection = null;
      overwhelmed = made.ranOutOfMemory();
      shortOnes = lasted(began) ? 0 : shortOnes + 1;
      reportFailure(shortOnes < SUSPICIOUS ? why : why + supposed(why));
    } finally {
      connection = null;
      if (lasted(began)) {
        pauses.reset();
      }
      if (closing) {
        Thread.interrupted(); // it has been noticed; what follows is bounded
      }
      made.close(closing);
    }
  }

  private static boolean lasted(long began) {
    return System.nanoTime() - began > LASTING.toNanos();
  }

  /** In MQTT 3.1.1 a broker can't say why it closes a connection (section 3.1.4). */
  private String supposed(String why) {
    return why.equals(ConnectionFailureText.CLOSED)
        ? ", again soon after the login; perhaps another client uses the client id "
            + settings.client().id()
        : "";
  }

  private void begin(MqttConnection made) {
    String presence = settings.topics().presence();
    if (presence != null) {
      buffer.put(Presence.online(presence));
    }
    reason = null;
    connection = made;
    if (closing) {
      made.finish(); // close was called while connecting
    }
    notify(listener::connected);
  }

  private void reportFailure(String why) {
    long dropped = buffer.dropped();
    if (dropped > 0) {
      LOG.warn("mqtt: {} messages dropped while the broker was away: too many topics", dropped);
    }
    steps.log("not connected: {}", why);
    if (!closing && !why.equals(reason)) {
      reason = why;
      notify(() -> listener.disconnected(why));
    }
  }

  private static void notify(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.error("mqtt: a listener failed", e);
    }
  }

  /**
   * Ends the connection cleanly, as far as the broker allows, within about two seconds: waiting
   * messages are published if that is quick, then {@code offline}. Leaves no thread behind.
   */
  @Override
  public void close() {
    closing = true;
    MqttConnection now = connection;
    if (now == null) {
      thread.interrupt();
    } else {
      now.finish();
    }
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
