package org.fletchck.web.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.EventStream;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.view.Views;

/** Serves the pages of the demonstration to whoever writes them, at the port that is given. */
final class DemoServer {

  private static final Caller WRITER = new Caller("alice", Access.WRITE, "token");

  private DemoServer() {}

  public static void main(String[] args) throws IOException {
    Routes routes = new Routes();
    new DemoSite(Duration.ofDays(90), site -> new Pages(site, new Views()).addTo(routes));
    int port = Integer.parseInt(args[0]);
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(here, 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> serve(routes, exchange));
    server.start();
  }

  private static void serve(Routes routes, HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      Response response;
      try {
        Request request =
            Request.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
        response = routes.handle(request.by(WRITER));
      } catch (RefusedRequest e) {
        response = Response.of(e.status(), "text/plain", e.getMessage());
      } catch (Exception e) {
        e.printStackTrace();
        response = Response.of(500, "text/plain", e.toString());
      }
      response.headers().forEach(exchange.getResponseHeaders()::set);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                  + " connect-src 'self'; form-action 'self'; base-uri 'none'");
      if (response.stream().isPresent()) {
        exchange.sendResponseHeaders(200, 0);
        stream(response.stream().get(), exchange.getResponseBody());
        return;
      }
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Sends what comes until the client is gone. */
  private static void stream(EventStream stream, OutputStream out) throws IOException {
    BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    stream.open((name, data) -> waiting.offer("event: " + name + "\ndata: " + data + "\n\n"));
    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    try {
      while (true) {
        String event = waiting.poll(15, TimeUnit.SECONDS);
        out.write((event == null ? ":\n\n" : event).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
