package org.fletchck.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.schedule.Scheduler;

/**
 * The browsers that listen to events. None has its own thread: those with something to receive wait
 * in a queue, and a few workers write, each for a bounded time.
 */
final class EventStreams {

  /** The maximum number of clients; one more is asked to come back later. */
  static final int MOST = 200;

  private static final int WRITERS = 4;
  static final Duration BEAT = Duration.ofSeconds(15);
  static final Duration SLOWEST_WRITE = Duration.ofSeconds(5);
  private static final byte[] HELLO = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);

  private final Scheduler scheduler;
  private final BoundedWrites writes;
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final Queue<EventClient> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writers = new AtomicInteger();
  private final Runnable onBroken;
  private volatile boolean closed;

  /**
   * Creates an instance without clients.
   *
   * @param onBroken run by any thread when a stream has ended because a write failed
   */
  EventStreams(Scheduler scheduler, Runnable onBroken) {
    this.onBroken = onBroken;
    this.scheduler = scheduler;
    this.writes = new BoundedWrites(scheduler, SLOWEST_WRITE);
    beatLater();
  }

  BoundedWrites writes() {
    return writes;
  }

  /** Limits streams to two fifths of the connections, because others need some too. */
  private static int most() {
    int connections = JdkSettings.connections();
    return connections > 0 ? Math.min(MOST, Math.max(1, connections * 2 / 5)) : MOST;
  }

  int size() {
    return clients.size();
  }

  /**
   * Takes over an exchange whose response headers haven't been sent yet.
   *
   * @return false, with nothing done, if there are too many streams
   */
  boolean take(HttpExchange exchange, EventStream stream) throws IOException {
    if (closed || places.incrementAndGet() > most()) {
      places.decrementAndGet();
      return false;
    }
    EventClient client = new EventClient(this, exchange, stream);
    try {
      writes.run(
          () -> {
            exchange.sendResponseHeaders(200, 0); // of unknown length
            OutputStream out = exchange.getResponseBody();
            out.write(HELLO);
            out.flush();
          });
    } catch (IOException e) {
      places.decrementAndGet();
      throw e;
    }
    clients.add(client);
    stream.open(client);
    if (closed) {
      client.end();
    }
    return true;
  }

  /** Lets a worker write what is waiting for a client. */
  void write(EventClient client) {
    queue.add(client);
    startWriter();
  }

  private void startWriter() {
    if (writers.incrementAndGet() > WRITERS) {
      writers.decrementAndGet();
    } else {
      scheduler.execute(this::writeAll);
    }
  }

  private void writeAll() {
    try {
      for (EventClient next = queue.poll(); next != null; next = queue.poll()) {
        next.write();
      }
    } finally {
      writers.decrementAndGet();
    }
    if (!queue.isEmpty()) { // something was added after the last poll, before the decrement
      startWriter();
    }
  }

  /** Removes a client that has been given up. */
  void left(EventClient client) {
    if (clients.remove(client)) {
      places.decrementAndGet();
    }
  }

  /** Reports that a write to a client has failed and its connection is closed. */
  void broke() {
    onBroken.run();
  }

  private void beatLater() {
    scheduler.after(
        BEAT,
        () -> {
          clients.forEach(EventClient::beat);
          if (!closed) {
            beatLater();
          }
        });
  }

  /** Ends all streams soon. */
  void close() {
    closed = true;
    clients.forEach(EventClient::end);
  }
}
