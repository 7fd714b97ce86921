package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fletchck.config.SiteFile;

/** Takes every JSON object that it is sent. */
final class HookServer implements AutoCloseable {

  private final List<Map<String, Object>> all = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
  private final HttpServer server;

  private HookServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::take);
    server.start();
  }

  static HookServer start() throws IOException {
    return new HookServer();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** Returns everything that came, in order. */
  List<Map<String, Object>> all() {
    return List.copyOf(all);
  }

  /** Lets {@link #awaitNext} wait for what comes from now on. */
  void forgetArrivals() {
    arriving.clear();
  }

  void awaitNext() throws InterruptedException {
    if (arriving.poll(40, TimeUnit.SECONDS) == null) {
      throw new AssertionError("nothing came, after " + all);
    }
  }

  /** Waits until something came that was not waited for, for a moment at the most. */
  void awaitSomething() throws InterruptedException {
    arriving.poll(100, TimeUnit.MILLISECONDS);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      all.add(SiteFile.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      arriving.add("one");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
