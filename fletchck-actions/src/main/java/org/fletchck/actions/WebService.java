package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.fletchck.spi.ActionContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks services over HTTP. Certificates are always verified, and redirections are not followed:
 * what is sent holds secrets.
 *
 * @param client makes the client when it is first needed, because it has threads of its own
 */
record WebService(Supplier<HttpClient> client) {

  private static final int MOST_BYTES = 64 << 10;
  private static final int LOCATION = 200;

  /** Uses the one client of this program, with the certificates that this Java trusts. */
  static WebService shared() {
    return new WebService(() -> ClientHolder.CLIENT);
  }

  /** Loaded when it is first used. */
  private static final class ClientHolder {
    static final HttpClient CLIENT = builder().build();
  }

  static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /** Returns whom a request goes to, without what is secret in its address. */
  static String name(HttpRequest request) {
    return authority(request.uri());
  }

  /**
   * Sends a request and reads the answer, of a long one the beginning.
   *
   * @throws IOException if there is no answer by the deadline; it says nothing that is secret
   */
  ServiceAnswer ask(HttpRequest request, ActionContext context) throws IOException {
    context.resolve(request.uri().getHost().replaceAll("[\\[\\]]", ""));
    CompletableFuture<HttpResponse<InputStream>> coming =
        client.get().sendAsync(request, BodyHandlers.ofInputStream());
    try {
      context.closeAtDeadline(() -> coming.cancel(true));
      HttpResponse<InputStream> response = coming.get();
      try (InputStream body = context.closeAtDeadline(response.body())) {
        String text = new String(body.readNBytes(MOST_BYTES), UTF_8);
        return new ServiceAnswer(response.statusCode(), text, leadsTo(response));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(request, e);
    } catch (IOException | ExecutionException | CancellationException e) {
      if (context.remaining().isZero()) {
        throw late(request, e);
      }
      String reason = FailureReason.of(e, false);
      throw new IOException(PlainLine.oneLine(name(request) + ": " + reason, 500), e);
    } finally {
      coming.cancel(true);
    }
  }

  private static IOException late(HttpRequest request, Exception cause) {
    return new IOException(name(request) + " didn't answer within the time limit", cause);
  }

  /** Returns where a redirection leads to, without user and query, which may be secret. */
  static @Nullable String leadsTo(HttpResponse<?> response) {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI target = response.uri().resolve(location.strip());
      return location.isBlank() || target.getHost() == null
          ? null
          : PlainLine.oneLine(
              target.getScheme() + "://" + authority(target) + target.getRawPath(), LOCATION);
    } catch (IllegalArgumentException e) {
      return null; // no address, so it leads nowhere
    }
  }

  static String authority(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
