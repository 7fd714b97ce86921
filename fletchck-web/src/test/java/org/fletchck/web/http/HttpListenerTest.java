package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.fletchck.schedule.Scheduler;
import org.fletchck.web.http.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws Exception {
    HttpListener server = start(HttpListenerTest::echo);
    RawClient client = client(server);

    assertThat(client.get("/a?b=c").body()).isEqualTo("GET /a?b=c from 127.0.0.1: ");
    assertThat(
            client
                .send("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")
                .answer()
                .body())
        .isEqualTo("POST /x from 127.0.0.1: hello");
  }

  @Test
  void enablesTcpNoDelay() throws Exception {
    start(HttpListenerTest::echo);

    assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
  }

  @Test
  void answersHeadWithLengthAndWithoutBody() throws Exception {
    RawClient client = client(start(HttpListenerTest::echo));

    Answer head = client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n").head();

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsEntry("content-length", "24");
    assertThat(client.get("/b").body()).startsWith("GET /b");
  }

  @Test
  void sendsAnswersWithoutBody() throws Exception {
    RawClient client =
        client(start(r -> r.path().equals("/") ? Response.seeOther("/x") : Response.noContent()));

    assertThat(client.get("/").headers()).containsEntry("location", "/x");
    assertThat(client.get("/y").status()).isEqualTo(204);
    assertThat(client.get("/").status()).isEqualTo(303);
  }

  @Test
  void sendsEachCookieInAHeaderOfItsOwn() throws Exception {
    HttpListener server =
        start(r -> Response.noContent().withCookie("a=1; Path=/").withCookie("b=2; Path=/"));

    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());

    assertThat(answer.headers().allValues("Set-Cookie"))
        .containsExactly("a=1; Path=/", "b=2; Path=/");
  }

  @Test
  void rejectsOversizedBodyWhileClientIsStillSending() throws Exception {
    HttpListener server = start(HttpListenerTest::echo);
    byte[] body = new byte[8 * 1024 * 1024];

    Answer known =
        client(server)
            .send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8388608\r\n\r\n")
            .send(body)
            .answer();
    RawClient chunks =
        client(server)
            .send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            .send("800000\r\n")
            .send(body);
    Answer chunked = chunks.send("\r\n0\r\n\r\n").answer();

    assertThat(known.status()).isEqualTo(413);
    assertThat(known.body()).isEqualTo("the request is longer than 1 MiB\n");
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void rejectsOverlongUri() throws Exception {
    HttpListener server = start(HttpListenerTest::echo);
    String end = " HTTP/1.1\r\nHost: a\r\n\r\n";

    assertThat(status(server, "GET " + "/a".repeat(4 * 1024) + end)).isEqualTo(200);
    assertThat(status(server, "GET " + "/a".repeat(4 * 1024 + 1) + end)).isEqualTo(414);
  }

  @Test
  void acceptsBodyOfMaximumLength() throws Exception {
    RawClient client = client(start(r -> Response.html("" + r.body().length)));

    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048576\r\n\r\n");

    assertThat(client.send(new byte[1048576]).answer().body()).isEqualTo("1048576");
  }

  @Test
  void rejectsAmbiguousRequests() throws Exception {
    HttpListener server = start(HttpListenerTest::echo);

    assertThat(status(server, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")).isEqualTo(400);
    assertThat(status(server, "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(400);
    assertThat(status(server, "GET //a/ HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(400);
    assertThat(status(server, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(400);
    assertThat(status(server, "nonsense\r\n\r\n")).isEqualTo(400);
    String length = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assertThat(status(server, "POST / HTTP/1.1\r\nHost: a\r\n" + length)).isEqualTo(400);
  }

  @Test
  void answersDespiteFiftyUnfinishedRequests() throws Exception {
    HttpListener server = start(HttpListenerTest::echo);
    List<String> halves =
        List.of(
            "",
            "GET / HTTP/1.1\r\nHost: lo",
            "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nx",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx");
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(client(server).send(halves.get(i % halves.size())));
    }

    assertThat(client(server).get("/me").body()).startsWith("GET /me");
    for (RawClient client : slow) {
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void disconnectsClientThatDoesNotReadResponse() throws Exception {
    TestTimers timers = new TestTimers();
    String large = "x".repeat(50_000_000);
    HttpListener server = start(timers, r -> Response.html(large));
    RawClient client = client(server).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(client.head().status()).isEqualTo(200); // it is being written

    await()
        .until(
            () -> {
              timers.pass(HttpListener.SLOWEST_WRITE);
              return server.isIdle();
            });
    assertThat(client.rest()).isLessThan(large.length());
  }

  @Test
  void closesPromptlyDespiteOpenConnections() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    HttpListener server =
        start(
            r -> {
              if (r.path().equals("/events")) {
                return Response.events(sink -> {});
              }
              stuck.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                return Response.html("interrupted");
              }
              return Response.html("");
            });
    RawClient listening = client(server);
    listening.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").head();
    RawClient waiting = client(server).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    RawClient idle = client(server);
    stuck.await();

    assertTimeoutPreemptively(Duration.ofSeconds(5), server::close);

    assertThat(waiting.isClosed()).isTrue();
    assertThat(idle.isClosed()).isTrue();
    server.close(); // changes nothing
    assertThat(server.isIdle()).isFalse();
    never.countDown();
    await().until(server::isIdle);
  }

  @Test
  void replacesServerWhenIdleConnectionsExhaustLimit() throws Exception {
    TestTimers timers = new TestTimers();
    HttpListener server = start(timers, HttpListenerTest::echo);
    for (int i = 0; i < JdkSettings.connections(); i++) {
      client(server);
    }

    timers.pass(HttpListener.PROBE_EVERY);
    assertThat(server.replacements()).as("once may be by chance").isZero();
    timers.pass(HttpListener.PROBE_EVERY);

    assertThat(server.replacements()).isEqualTo(1);
    assertThat(client(server).get("/me").body()).startsWith("GET /me");
    timers.pass(HttpListener.PROBE_EVERY);
    timers.pass(HttpListener.PROBE_EVERY);
    assertThat(server.replacements()).as("all is well again").isEqualTo(1);
  }

  @Test
  void finishesOpenRequestsWhenServerIsReplaced() throws Exception {
    TestTimers timers = new TestTimers();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    HttpListener server =
        start(
            timers,
            r -> {
              asked.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return echo(r);
            });
    RawClient slow = client(server).send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    asked.await();
    for (int i = 0; i < JdkSettings.connections(); i++) {
      client(server);
    }
    timers.pass(HttpListener.PROBE_EVERY);
    timers.pass(HttpListener.PROBE_EVERY);
    assertThat(server.replacements()).isEqualTo(1);
    goOn.countDown();

    assertThat(slow.answer().body()).startsWith("GET /slow");
  }

  @Test
  void limitsConnectionsToQuarterOfDescriptors() {
    assertThat(JdkSettings.bearable(Long.MAX_VALUE)).isEqualTo(500);
    assertThat(JdkSettings.bearable(1024)).isEqualTo(256);
    assertThat(JdkSettings.bearable(10)).isEqualTo(20);
  }

  @Test
  void closesConnectionWhenHandlerFails() throws Exception {
    HttpListener server =
        start(
            r -> {
              throw new IllegalStateException("made by the test");
            });
    try (LogLines log = new LogLines(HttpListener.class)) {
      assertThat(client(server).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").isClosed())
          .isTrue();
      assertThat(log.lines()).anyMatch(line -> line.contains("made by the test"));
    }
  }

  private static Response echo(Request request) {
    return Response.html(
        "%s %s from %s: %s"
            .formatted(request.method(), request.target(), request.address(), request.text()));
  }

  private int status(HttpListener server, String request) throws IOException {
    return client(server).send(request).answer().status();
  }

  private HttpListener start(HttpListener.RequestHandler answerer) throws IOException {
    return start(Scheduler.system(InstantSource.system()), answerer);
  }

  private HttpListener start(Scheduler scheduler, HttpListener.RequestHandler answerer)
      throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpListener server = HttpListener.open(any, null, answerer, scheduler);
    opened.add(server);
    opened.add(scheduler);
    return server;
  }

  private RawClient client(HttpListener server) throws IOException {
    RawClient client = new RawClient(server.address());
    opened.add(0, client);
    return client;
  }
}
