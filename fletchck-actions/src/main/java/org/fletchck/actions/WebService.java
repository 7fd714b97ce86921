package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.fletchck.spi.ActionContext;

/**
 * Asks services over HTTP. Certificates are always verified, and redirections are not followed:
 * what is sent holds secrets.
 *
 * @param client makes the client when it is first needed, because it has threads of its own
 */
record WebService(Supplier<HttpClient> client) {

  private static final int MOST_BYTES = 64 << 10;

  /** Uses the one client of this program, with the certificates that this Java trusts. */
  static WebService shared() {
    return new WebService(() -> Shared.CLIENT);
  }

  /** Loaded when it is first used. */
  private static final class Shared {
    static final HttpClient CLIENT = builder().build();
  }

  static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /** Returns whom a request goes to, without what is secret in its address. */
  static String name(HttpRequest request) {
    int port = request.uri().getPort();
    return request.uri().getHost() + (port < 0 ? "" : ":" + port);
  }

  /**
   * Sends a request and reads the answer, of a long one the beginning.
   *
   * @throws IOException if there is no answer by the deadline; it says nothing that is secret
   */
  Answer ask(HttpRequest request, ActionContext context) throws IOException {
    context.resolve(request.uri().getHost().replaceAll("[\\[\\]]", ""));
    CompletableFuture<HttpResponse<InputStream>> coming =
        client.get().sendAsync(request, BodyHandlers.ofInputStream());
    try {
      context.closeAtDeadline(() -> coming.cancel(true));
      HttpResponse<InputStream> response = coming.get();
      try (InputStream body = context.closeAtDeadline(response.body())) {
        return new Answer(response.statusCode(), new String(body.readNBytes(MOST_BYTES), UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(request, e);
    } catch (IOException | ExecutionException | CancellationException e) {
      if (context.remaining().isZero()) {
        throw late(request, e);
      }
      String reason = FailureReason.of(e, false);
      throw new IOException(Plain.oneLine(name(request) + ": " + reason, 500), e);
    } finally {
      coming.cancel(true);
    }
  }

  private static IOException late(HttpRequest request, Exception cause) {
    return new IOException(name(request) + " didn't answer within the time limit", cause);
  }
}
