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
 * Listens on a port, with the JDK's server, and lets somebody answer. Requests and answers are
 * limited in size and time; every connection gets an answer or is closed.
 *
 * <p>That server takes so many connections at the most, and may keep the places of some that are
 * gone. From a hundred such places on, or when it turns everybody away although little goes on,
 * another one takes its port over.
 */
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  static final Duration SLOWEST_WRITE = Duration.ofSeconds(30);
  static final Duration PROBE_EVERY = Duration.ofSeconds(10);

  /** So many places held by nothing are put up with. */
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

  /** Answers requests; never throws. */
  @FunctionalInterface
  public interface RequestHandler {
    /** Answers one. */
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
   * Begins to listen.
   *
   * @param address where; port 0 for any
   * @param tls what HTTPS is spoken with; null for HTTP
   * @param scheduler gives the threads; stays open when this is closed
   * @throws IOException if the port can't be had
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

  /** Returns where it listens, with the port that it really has. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns how often another server took the port over because places were lost. */
  public int replacements() {
    return replacements.get();
  }

  /** Returns how many listen to events. */
  int openStreams() {
    return serving.openStreams();
  }

  /** Tells whether nothing is being answered. */
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

  /** What takes its time may fill the server for a moment; twice is too often. */
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

  /** Lets another server take the port over; the one before ends what it has begun. */
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

  /** The port is free as soon as the server before has noticed that it is to stop. */
  private @Nullable JdkServer reopen() throws InterruptedException {
    for (int tries = 1; !closed; tries++) {
      try {
        return JdkServer.open(address, tls, answerer, scheduler, this::lost);
      } catch (IOException e) {
        if (tries == TRIES_UNTIL_TOLD) {
          LOG.error("the port {} can't be opened again: {}", address.getPort(), e.getMessage());
        }
        scheduler.pause(BETWEEN_TRIES);
      }
    }
    return null;
  }

  /** Ends event streams, waits a moment for answers that are being written, and closes the rest. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(retiring).forEach(JdkServer::close);
    serving.close();
  }
}
