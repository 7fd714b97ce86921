package org.fletchck.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers every request with the status that it is asked to. */
final class TestWebServer implements AutoCloseable {

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile int status;

  private TestWebServer(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.start();
  }

  static TestWebServer answering(int status) throws IOException {
    return new TestWebServer(status);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answerFromNowOn(int other) {
    status = other;
  }

  /** Waits for so many requests from now on. */
  void awaitRequests(int count) throws InterruptedException {
    requests.clear();
    for (int i = 0; i < count; i++) {
      if (requests.poll(40, TimeUnit.SECONDS) == null) {
        throw new AssertionError("only " + i + " of " + count + " requests came");
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
    requests.add(exchange.getRequestMethod());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
