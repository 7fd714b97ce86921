package org.fletchck.web.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.fletchck.schedule.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port with the JDK's server and passes requests to a handler. Requests and responses
 * are limited in size and time; every connection gets a response or is closed.
 *
 * <p>That server accepts a limited number of connections, and may keep the places of some that are
 * gone. When a hundred places are lost, or when it turns everybody away although little is going
 * on, another server takes over its port.
 */
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  static final Duration SLOWEST_WRITE = Duration.ofSeconds(30);
  static final Duration PROBE_EVERY = Duration.ofSeconds(10);

  /** How many lost places lead to another server. */
  static final int MOST_LOST = 100;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final int TRIES_UNTIL_TOLD = 250;

  private final InetSocketAddress address;
  private final @Nullable SSLContext tls;
  private final RequestHandler answerer;
  private final Scheduler scheduler;
  private final AtomicInteger replacements = new AtomicInteger();
  private final Set<JdkServer> retiring = ConcurrentHashMap.newKeySet();
  private volatile JdkServer serving;
  private boolean replacing;
  private boolean wasFull;
  private volatile boolean closed;

  /** Responds to requests; never throws. */
  @FunctionalInterface
  public interface RequestHandler {
    /** Returns the response to a request. */
    Response answer(Request request);
  }

  private HttpListener(
      InetSocketAddress wanted,
      @Nullable SSLContext tls,
      RequestHandler answerer,
      Scheduler scheduler)
      throws IOException {
    this.tls = tls;
    this.answerer = answerer;
    this.scheduler = scheduler;
    this.serving = JdkServer.open(wanted, tls, answerer, scheduler, this::lost);
    this.address = serving.address();
  }

  /**
   * Starts listening.
   *
   * @param address the address to listen on; port 0 for any
   * @param tls the context for HTTPS; null for HTTP
   * @param scheduler provides the threads; stays open when this is closed
   * @throws IOException if the port can't be opened
   */
  public static HttpListener open(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      RequestHandler answerer,
      Scheduler scheduler)
      throws IOException {
    HttpListener listener = new HttpListener(address, tls, answerer, scheduler);
    listener.probeLater();
    return listener;
  }

  /** Returns the address that it listens on, with the actual port. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns how often another server took over the port because places were lost. */
  public int replacements() {
    return replacements.get();
  }

  /** Returns the number of open event streams. */
  int openStreams() {
    return serving.openStreams();
  }

  /** Returns whether no request is in progress. */
  boolean isIdle() {
    return serving.isIdle();
  }

  private void lost() {
    JdkServer now = serving;
    if (now.lost() >= MOST_LOST) {
      scheduler.execute(() -> replace(now));
    }
  }

  private void probeLater() {
    scheduler.after(
        PROBE_EVERY,
        () -> {
          try {
            probe();
          } finally {
            if (!closed) {
              probeLater();
            }
          }
        });
  }

  /** Replaces a server found full twice in a row; slow requests may fill it for a moment. */
  private void probe() {
    JdkServer now = serving;
    boolean isFull =
        now.held() + MOST_LOST <= JdkSettings.connections() && PortProbe.isTurnedAway(address);
    if (isFull && wasFull) {
      replace(now);
      isFull = false;
    }
    wasFull = isFull;
  }

  /** Lets another server take over the port; the previous one finishes what it has begun. */
  private void replace(JdkServer full) {
    synchronized (this) {
      if (closed || replacing || serving != full) {
        return;
      }
      replacing = true;
    }
    try {
      retiring.add(full);
      scheduler.execute(
          () -> {
            full.retire();
            retiring.remove(full);
          });
      JdkServer next = reopen();
      if (next != null) {
        replacements.incrementAndGet();
        serving = next;
        if (closed) {
          next.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        replacing = false;
      }
    }
  }

  /** Opens the port again, which is free once the previous server has noticed its end. */
  private @Nullable JdkServer reopen() throws InterruptedException {
    for (int tries = 1; !closed; tries++) {
      try {
        return JdkServer.open(address, tls, answerer, scheduler, this::lost);
      } catch (IOException e) {
        if (tries == TRIES_UNTIL_TOLD) {
          LOG.error("port {} can't be reopened: {}", address.getPort(), e.getMessage());
        }
        scheduler.pause(BETWEEN_TRIES);
      }
    }
    return null;
  }

  /** Ends event streams, waits a moment for requests in progress, and closes the rest. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(retiring).forEach(JdkServer::close);
    serving.close();
  }
}
