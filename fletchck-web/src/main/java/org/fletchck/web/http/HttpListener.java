package org.fletchck.web.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.fletchck.schedule.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a port, with the JDK's server, and lets somebody answer. Requests and answers are
 * limited in size and time; every connection gets an answer or is closed.
 */
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  static final Duration SLOWEST_WRITE = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final HttpServer server;
  private final boolean secure;
  private final Answerer answerer;
  private final EventStreams streams;
  private final ExchangeWriter writer;

  /** Requests; goes on, for the next phase, when none is in progress. */
  private final Phaser inProgress =
      new Phaser() {
        @Override
        protected boolean onAdvance(int phase, int parties) {
          return false;
        }
      };

  /** Answers requests; never throws. */
  @FunctionalInterface
  public interface Answerer {
    /** Answers one. */
    Response answer(Request request);
  }

  private HttpListener(HttpServer server, boolean secure, Answerer answerer, Scheduler scheduler) {
    this.server = server;
    this.secure = secure;
    this.answerer = answerer;
    this.streams = new EventStreams(scheduler);
    this.writer = new ExchangeWriter(streams, new BoundedWrites(scheduler, SLOWEST_WRITE));
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
      InetSocketAddress address, @Nullable SSLContext tls, Answerer answerer, Scheduler scheduler)
      throws IOException {
    JdkSettings.apply();
    HttpServer server;
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(cheap(tls));
      server = https;
    }
    HttpListener listener = new HttpListener(server, tls != null, answerer, scheduler);
    server.setExecutor(scheduler::execute);
    server.createContext("/", listener::handle);
    server.start();
    return listener;
  }

  /**
   * Prefers ChaCha20 to AES: as safe, and a quarter of the work where the simple compiler alone
   * runs, which knows none of the processor's instructions for AES.
   */
  private static HttpsConfigurator cheap(SSLContext tls) {
    SSLParameters preferred = tls.getDefaultSSLParameters();
    List<String> suites = new ArrayList<>(List.of(preferred.getCipherSuites()));
    suites.sort(Comparator.comparing(suite -> !suite.contains("_CHACHA20_")));
    preferred.setCipherSuites(suites.toArray(String[]::new));
    preferred.setUseCipherSuitesOrder(true);
    return new HttpsConfigurator(tls) {
      @Override
      public void configure(HttpsParameters parameters) {
        parameters.setSSLParameters(preferred);
      }
    };
  }

  /** Returns where it listens, with the port that it really has. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Returns how many listen to events. */
  int openStreams() {
    return streams.size();
  }

  /** Tells whether nothing is being answered. */
  boolean isIdle() {
    return inProgress.getRegisteredParties() == 0;
  }

  private void handle(HttpExchange exchange) {
    inProgress.register();
    boolean taken = false;
    try {
      taken = writer.write(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.debug("a client is gone: {}", e.toString());
    } catch (RuntimeException e) { // the server would close the connection and say nothing
      LOG.error("a request could not be answered", e);
    } finally {
      if (!taken) {
        exchange.close();
      }
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

  /** Ends event streams, waits a moment for answers that are being written, and closes the rest. */
  @Override
  public void close() {
    streams.close();
    int phase = inProgress.getPhase();
    try {
      if (!isIdle()) {
        inProgress.awaitAdvanceInterruptibly(phase, CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      LOG.debug("answers were cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
