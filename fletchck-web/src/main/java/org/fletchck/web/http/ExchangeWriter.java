package org.fletchck.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Writes responses to exchanges of the JDK's server. */
final class ExchangeWriter {

  private static final int NO_BODY = -1;

  private final EventStreams streams;
  private final BoundedWrites writes;

  ExchangeWriter(EventStreams streams, BoundedWrites writes) {
    this.streams = streams;
    this.writes = writes;
  }

  /**
   * Writes a response.
   *
   * @return whether the exchange continues, as a stream of events
   * @throws IOException if the client is gone or too slow
   */
  boolean write(HttpExchange exchange, Response response) throws IOException {
    Optional<EventStream> stream = response.stream();
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    if (stream.isEmpty() || isHead) {
      writeWhole(exchange, response, isHead);
      return false;
    }
    setHeaders(exchange, response);
    if (streams.take(exchange, stream.get())) {
      return true;
    }
    exchange.getResponseHeaders().clear();
    writeWhole(exchange, tooMany(), false);
    return false;
  }

  private static void setHeaders(HttpExchange exchange, Response response) {
    response
        .headers()
        .forEach(
            (name, value) ->
                exchange
                    .getResponseHeaders()
                    .put(
                        name,
                        name.equals(Response.COOKIE)
                            ? List.of(value.split("\n", -1))
                            : List.of(value)));
  }

  private static Response tooMany() {
    return Response.of(503, "text/plain; charset=utf-8", "too many event streams are open\n")
        .with("Retry-After", "60");
  }

  private void writeWhole(HttpExchange exchange, Response response, boolean isHead)
      throws IOException {
    setHeaders(exchange, response);
    byte[] body = response.body();
    writes.run(
        () -> {
          if (isHead && response.stream().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
          }
          if (isHead || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), NO_BODY);
          } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          }
        });
  }
}
