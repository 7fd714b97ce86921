package org.fletchck.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A browser that listens to events. Only {@link #write} touches the connection, and only one thread
 * at a time runs it; everything else adds to the queue.
 */
final class EventClient implements EventStream.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

  /** How many event names may wait for a client; with one more it is dropped as too slow. */
  private static final int MOST_WAITING = 100;

  private final EventStreams streams;
  private final HttpExchange exchange;
  private final EventStream stream;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private boolean isBeating;
  private boolean isQueued;
  private boolean isOver;
  private boolean isBroken;

  EventClient(EventStreams streams, HttpExchange exchange, EventStream stream) {
    this.streams = streams;
    this.exchange = exchange;
    this.stream = stream;
  }

  @Override
  public boolean send(String name, String data) {
    if (name.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new IllegalArgumentException("the name of an event must be a single line");
    }
    synchronized (this) {
      if (isOver) {
        return false;
      }
      isOver = waiting.size() == MOST_WAITING && !waiting.containsKey(name);
      waiting.put(name, data);
    }
    queue();
    return true;
  }

  @Override
  public synchronized boolean isOpen() {
    return !isOver;
  }

  /** Sends a comment, which keeps the connection open and reveals a client that has left. */
  void beat() {
    boolean goesOn = stream.goesOn();
    synchronized (this) {
      isOver |= !goesOn;
      isBeating = true;
    }
    queue();
  }

  /** Ends the stream. */
  void end() {
    synchronized (this) {
      isOver = true;
    }
    queue();
  }

  private void queue() {
    synchronized (this) {
      if (isQueued) {
        return;
      }
      isQueued = true;
    }
    streams.write(this);
  }

  /** Writes what is waiting; called by one thread at a time. */
  void write() {
    for (Optional<String> next = next(); next.isPresent(); next = next()) {
      byte[] bytes = next.get().getBytes(StandardCharsets.UTF_8);
      try {
        streams.writes().run(() -> write(bytes));
      } catch (IOException e) {
        LOG.debug("an event client is gone: {}", e.toString());
        synchronized (this) {
          isOver = true;
          isBroken = true;
        }
      }
    }
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = exchange.getResponseBody();
    out.write(bytes);
    out.flush();
  }

  /** Takes what is to be written; closes the connection when the stream is over. */
  private Optional<String> next() {
    boolean broken;
    synchronized (this) {
      broken = isBroken;
      if (!isOver) {
        StringBuilder text = new StringBuilder();
        waiting.forEach((name, data) -> text.append(event(name, data)));
        text.append(isBeating && waiting.isEmpty() ? ":\n\n" : "");
        isBeating = false;
        waiting.clear();
        isQueued = !text.isEmpty();
        return Optional.of(text.toString()).filter(t -> !t.isEmpty());
      }
    }
    // It stays marked as queued, so that nobody writes to it again.
    streams.left(this);
    exchange.close();
    if (broken) {
      streams.broke();
    }
    return Optional.empty();
  }

  private static String event(String name, String data) {
    String lines = data.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\ndata: ");
    return "event: " + name + "\ndata: " + lines + "\n\n";
  }
}
