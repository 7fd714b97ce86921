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
 * Sends requests to services over HTTP. Certificates are always verified, and redirects are not
 * followed: requests hold secrets.
 *
 * @param client creates the client when it is first needed, because it has threads of its own
 */
record WebService(Supplier<HttpClient> client) {

  private static final int MOST_BYTES = 64 << 10;
  private static final int LOCATION = 200;

  /**
   * Returns the service that uses the shared client, which trusts the default certificates of this
   * Java runtime.
   */
  static WebService shared() {
    return new WebService(() -> ClientHolder.CLIENT);
  }

  /** Holds the shared client, which is created on first use. */
  private static final class ClientHolder {
    static final HttpClient CLIENT = builder().build();
  }

  static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  /** Returns the host and port of a request, without the secret parts of its address. */
  static String name(HttpRequest request) {
    return authority(request.uri());
  }

  /**
   * Sends a request and reads the response, up to 64 KiB.
   *
   * @throws IOException if there is no response by the deadline; its message contains no secrets
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

  /**
   * Returns the target of a redirect, without user and query, which may be secret; null if there is
   * none.
   */
  static @Nullable String leadsTo(HttpResponse<?> response) {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI target = response.uri().resolve(location.strip());
      return location.isBlank() || target.getHost() == null
          ? null
          : PlainLine.oneLine(
              target.getScheme() + "://" + authority(target) + target.getRawPath(), LOCATION);
    } catch (IllegalArgumentException e) {
      return null; // not a URI
    }
  }

  static String authority(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
