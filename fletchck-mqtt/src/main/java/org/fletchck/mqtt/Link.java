package org.fletchck.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a broker that is made again whenever it is lost, until it is closed. One thread
 * connects and publishes; nobody who publishes ever waits for the broker. Safe for use by several
 * threads.
 */
final class Link implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final int MOST_TOPICS = 50_000;
  private static final long MOST_BYTES = 32L * 1024 * 1024;
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /** One that lasted less than this was no success: pauses go on growing. */
  private static final Duration LASTING = Duration.ofSeconds(10);

  private final LinkSettings settings;
  private final LinkListener listener;
  private final Pauses pauses;
  private final OutBuffer buffer = new OutBuffer(MOST_TOPICS, MOST_BYTES);
  private final Thread thread;
  private volatile @Nullable Connection connection;
  private volatile @Nullable String reason;
  private volatile boolean closing;

  private Link(LinkSettings settings, LinkListener listener, Pauses pauses) {
    this.settings = settings;
    this.listener = listener;
    this.pauses = pauses;
    thread = new Thread(this::run, "mqtt");
    thread.setDaemon(true);
  }

  /** Begins to connect, and returns at once whatever the broker does. */
  static Link open(LinkSettings settings, LinkListener listener) {
    return open(settings, listener, new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60)));
  }

  static Link open(LinkSettings settings, LinkListener listener, Pauses pauses) {
    Link link = new Link(settings, listener, pauses);
    link.thread.start();
    return link;
  }

  /**
   * Publishes as soon as there is a connection; of a topic only the latest message. What the broker
   * has not confirmed when a connection breaks is published again.
   */
  void publish(Outgoing message) {
    buffer.put(message);
    Connection now = connection;
    if (now != null) {
      now.wake();
    }
  }

  /**
   * Publishes now.
   *
   * @return completes when the broker has confirmed it; fails with an {@link IOException} if there
   *     is no connection, or it breaks before
   */
  CompletionStage<Void> send(Outgoing message) {
    Connection now = connection;
    if (now != null) {
      return now.send(message);
    }
    String why = reason;
    return CompletableFuture.failedStage(
        new IOException(
            "not connected to " + settings.broker() + (why == null ? " yet" : ": " + why)));
  }

  /** Tells whether the broker took this client. */
  boolean isConnected() {
    return connection != null;
  }

  /** Returns what waits to be published. */
  OutBuffer buffer() {
    return buffer;
  }

  private void run() {
    try {
      while (!closing) {
        long began = System.nanoTime();
        connectOnce();
        if (System.nanoTime() - began > LASTING.toNanos()) {
          pauses.reset();
        }
        TimeUnit.NANOSECONDS.sleep(pauses.next().toNanos());
      }
    } catch (InterruptedException e) {
      LOG.debug("mqtt: closed");
    }
  }

  private void connectOnce() throws InterruptedException {
    try {
      Connection made = Connection.open(settings, buffer, listener);
      try {
        begin(made);
        String why = made.publishAll();
        connection = null;
        tell(why);
      } finally {
        connection = null;
        if (closing) {
          Thread.interrupted(); // it is said; what follows is bounded
          made.close();
        }
      }
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("mqtt: the connection ended unexpectedly", e);
      tell(Reasons.of(e));
    }
  }

  private void begin(Connection made) {
    String presence = settings.topics().presence();
    if (presence != null) {
      buffer.put(Presence.online(presence));
    }
    reason = null;
    connection = made;
    listener.connected();
  }

  private void tell(String why) {
    long dropped = buffer.dropped();
    if (dropped > 0) {
      LOG.warn("mqtt: {} messages dropped while the broker was away: too many topics", dropped);
    }
    if (!closing && !why.equals(reason)) {
      reason = why;
      listener.disconnected(why);
    }
  }

  /**
   * Ends the connection in good order, as far as the broker lets it, within three seconds. What
   * waits to be published is lost.
   */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
