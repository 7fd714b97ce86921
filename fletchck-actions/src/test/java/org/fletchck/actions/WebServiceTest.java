package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServiceTest {

  private static final String SECRET = "s3cret-path";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void truncatesLongAnswers() throws Exception {
    try (TestWeb web = TestWeb.start().answering(200, "x".repeat(1_000_000))) {
      assertThat(ask(web.url(), LONG).body()).hasSize(65_536);
    }
  }

  @Test
  void doesNotFollowRedirects() throws Exception {
    try (TestWeb elsewhere = TestWeb.start();
        TestWeb web = TestWeb.start().with(Map.of("Location", elsewhere.url()))) {
      web.answering(307, "");
      assertThat(ask(web.url(), LONG).status()).isEqualTo(307);
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  @Test
  void timesOutWithoutAnswer() throws Exception {
    try (TestWeb web = TestWeb.start().silent()) {
      assertFails(() -> ask(web.url(), SHORT), web.name() + " didn't answer within the time limit");
    }
  }

  @Test
  void timesOutWhenAnswerTrickles() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String name = "localhost:" + listener.getLocalPort();
      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> trickle(listener));
      assertFails(
          () -> ask("http://" + name, SHORT), name + " didn't answer within the time limit");
      server.join();
    }
  }

  /** Promises more than it sends, and holds the line until the client leaves. */
  private static void trickle(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1".getBytes(UTF_8));
      while (socket.getInputStream().read() >= 0) {
        // the request, then the end
      }
    } catch (IOException e) {
      // the client left in another way
    }
  }

  @Test
  void reportsRefusedConnection() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThatThrownBy(() -> ask("http://localhost:" + port, LONG))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("localhost:" + port + ": (can't connect to it|.*refused)")
        .satisfies(WebServiceTest::assertSaysNothingSecret);
  }

  @Test
  void reportsUnknownHost() {
    assertThatThrownBy(() -> ask("http://nobody.invalid", LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody.invalid");
  }

  @Test
  void rejectsUntrustedCertificate(@TempDir Path folder) throws Exception {
    TestCertificate certificate =
        TestCertificate.make(folder.resolve("web.p12"), "dns:localhost,ip:127.0.0.1");
    try (TestWeb web = TestWeb.start(certificate.tls())) {
      assertThatThrownBy(() -> ask(web.url(), LONG))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(web.name() + ": its certificate can't be trusted: ");
      assertThat(web.requests).isEmpty();
    }
  }

  @Test
  void rejectsCertificateForAnotherHost(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder.resolve("web.p12"), "dns:other");
    var client = WebService.builder().sslContext(certificate.tls()).build();
    try (TestWeb web = TestWeb.start(certificate.tls());
        TestContext context = TestContext.withTimeout(LONG)) {
      assertThatThrownBy(() -> new WebService(() -> client).ask(request(web.url()), context))
          .hasMessageContaining("its certificate can't be trusted: ")
          .hasMessageContaining("it isn't valid for localhost");
    }
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessage(message)
        .satisfies(WebServiceTest::assertSaysNothingSecret);
  }

  private static void assertSaysNothingSecret(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain(SECRET);
    }
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url + "/" + SECRET)).build();
  }

  private static ServiceAnswer ask(String url, Duration limit) throws Exception {
    try (TestContext context = TestContext.withTimeout(limit)) {
      return WebService.shared().ask(request(url), context);
    }
  }
}
