package org.fletchck.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.fletchck.schedule.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of the JDK and what occupies it: requests in progress, event streams, and the places of
 * connections that are gone.
 */
final class JdkServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  /** The backlog of connections; with the default of 50, a crowd keeps others out for seconds. */
  private static final int WAITING = 1_000;

  /** The first Java version in which a place is released however an event stream ends. */
  private static final int GIVES_PLACES_BACK = 25;

  private final HttpServer server;
  private final boolean secure;
  private final HttpListener.RequestHandler answerer;
  private final EventStreams streams;
  private final ExchangeWriter writer;
  private final AtomicInteger lost = new AtomicInteger();
  private final Runnable onLoss;

  /** The requests in progress; advances, without terminating, when there are none. */
  private final Phaser inProgress =
      new Phaser() {
        @Override
        protected boolean onAdvance(int phase, int parties) {
          return false;
        }
      };

  private JdkServer(
      HttpServer server,
      boolean secure,
      HttpListener.RequestHandler answerer,
      Scheduler scheduler,
      Runnable onLoss) {
    this.server = server;
    this.secure = secure;
    this.answerer = answerer;
    this.onLoss = onLoss;
    this.streams = new EventStreams(scheduler, this::streamBroke);
    this.writer =
        new ExchangeWriter(streams, new BoundedWrites(scheduler, HttpListener.SLOWEST_WRITE));
  }

  /**
   * Starts listening.
   *
   * @param onLoss run by any thread each time a place has been lost
   * @throws IOException if the port can't be opened
   */
  static JdkServer open(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      HttpListener.RequestHandler answerer,
      Scheduler scheduler,
      Runnable onLoss)
      throws IOException {
    JdkSettings.apply();
    HttpServer server;
    if (tls == null) {
      server = HttpServer.create(address, WAITING);
    } else {
      HttpsServer https = HttpsServer.create(address, WAITING);
      https.setHttpsConfigurator(configurator(tls));
      server = https;
    }
    JdkServer made = new JdkServer(server, tls != null, answerer, scheduler, onLoss);
    server.setExecutor(scheduler::execute);
    server.createContext("/", made::handle);
    server.start();
    return made;
  }

  private static HttpsConfigurator configurator(SSLContext tls) {
    SSLParameters parameters = TlsSuites.of(tls);
    return new HttpsConfigurator(tls) {
      @Override
      public void configure(HttpsParameters answer) {
        answer.setSSLParameters(parameters);
      }
    };
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  int openStreams() {
    return streams.size();
  }

  boolean isIdle() {
    return inProgress.getRegisteredParties() == 0;
  }

  /** Returns the number of places in use, as far as is known here. */
  int held() {
    return inProgress.getRegisteredParties() + streams.size();
  }

  /** Returns the number of places that the server keeps for connections that are gone. */
  int lost() {
    return lost.get();
  }

  /** Counts a lost place: before Java 25, a failed write to a stream doesn't release it. */
  private void streamBroke() {
    if (Runtime.version().feature() < GIVES_PLACES_BACK) {
      lost.incrementAndGet();
      onLoss.run();
    }
  }

  /**
   * Answers a request. Exceptions are rethrown, because that is the only way to make the server
   * release the place of the connection: closing the exchange after a failed write doesn't, and on
   * Java 17 it leaks the descriptor.
   */
  private void handle(HttpExchange exchange) throws IOException {
    inProgress.register();
    try {
      if (!writer.write(exchange, answer(exchange))) {
        exchange.close();
      }
    } catch (IOException e) {
      LOG.debug("a client is gone: {}", e.toString());
      throw e;
    } catch (RuntimeException e) { // the server closes the connection without logging it
      LOG.error("a request could not be answered", e);
      throw e;
    } finally {
      inProgress.arriveAndDeregister();
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    try {
      return answerer.answer(ExchangeReader.read(exchange, secure));
    } catch (RefusedRequest e) {
      return Response.of(e.status(), "text/plain; charset=utf-8", e.getMessage() + "\n")
          .with("Connection", "close");
    }
  }

  /**
   * Stops listening at once, ends event streams, and closes the rest when all responses are
   * written, or after 30 seconds. Blocks until then.
   */
  void retire() {
    streams.close();
    server.stop((int) HttpListener.SLOWEST_WRITE.toSeconds());
  }

  /** Ends event streams, waits a moment for requests in progress, and closes the rest. */
  void close() {
    streams.close();
    int phase = inProgress.getPhase();
    try {
      if (!isIdle()) {
        inProgress.awaitAdvanceInterruptibly(phase, CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      LOG.debug("responses were cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
