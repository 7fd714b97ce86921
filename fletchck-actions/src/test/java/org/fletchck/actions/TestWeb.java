package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A service on the web that records what it is sent, and answers as it is asked to. */
final class TestWeb implements AutoCloseable {

  /** Headers that are the client's affair, not that of who sends with it. */
  private static final List<String> USUAL =
      List.of("Host", "Connection", "Content-length", "User-agent");

  final List<Request> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final String scheme;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Function<Request, ServiceAnswer> answers = request -> new ServiceAnswer(200, "");
  private volatile Map<String, String> headers = Map.of();

  /** What was sent. */
  record Request(String line, Map<String, String> headers, String body) {

    /** Returns it as it goes over the wire, with the headers in the order of their names. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(line).append('\n');
      headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
      return text.append('\n').append(body).append('\n').toString();
    }
  }

  private TestWeb(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static TestWeb start() throws IOException {
    return new TestWeb(HttpServer.create(address(), 0), "http");
  }

  static TestWeb start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new TestWeb(server, "https");
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers so from now on. */
  TestWeb answering(Function<Request, ServiceAnswer> rule) {
    answers = rule;
    return this;
  }

  TestWeb answering(int status, String body) {
    return answering(request -> new ServiceAnswer(status, body));
  }

  /** Answers with these headers from now on. */
  TestWeb with(Map<String, String> some) {
    headers = some;
    return this;
  }

  /** Never answers. */
  TestWeb silent() {
    return answering(
        request -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new ServiceAnswer(200, "");
        });
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  String name() {
    return "localhost:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              telling(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(request);
      ServiceAnswer answer = answers.apply(request);
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> telling(Headers all) {
    Map<String, String> telling = new TreeMap<>();
    all.forEach(
        (name, values) -> {
          if (!USUAL.contains(name)) {
            telling.put(name, String.join(", ", values));
          }
        });
    return telling;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
