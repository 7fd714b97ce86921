package org.fletchck.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.fletchck.web.http.EventStream.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {

  private static final String LISTEN = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final TestTimers timers = new TestTimers();
  private final BlockingQueue<Sink> sinks = new LinkedBlockingQueue<>();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final List<RawClient> clients = new ArrayList<>();
  private HttpListener server;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        HttpListener.open(
            any, null, r -> Response.events(sinks::add).whileAllowed(goesOn::get), timers);
  }

  @AfterEach
  void stop() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
    timers.close();
  }

  @Test
  void sendsEventsAsTheyCome() throws Exception {
    RawClient client = listen();
    Sink sink = sinks.take();

    assertThat(client.head().headers())
        .containsEntry("content-type", "text/event-stream")
        .containsEntry("cache-control", "no-cache");
    assertThat(event(client)).containsExactly("retry: 3000");
    assertThat(sink.send("state", "one\ntwo\r\nthree")).isTrue();
    assertThat(event(client))
        .containsExactly("event: state", "data: one", "data: two", "data: three");
    assertThat(sink.send("other", "")).isTrue();
    assertThat(event(client)).containsExactly("event: other", "data:");
  }

  @Test
  void rejectsEventNameWithLineBreak() throws Exception {
    listen();
    Sink sink = sinks.take();

    assertThatIllegalArgumentException().isThrownBy(() -> sink.send("a\nb", ""));
  }

  @Test
  void sendsHeartbeatsAndEndsWhenAccessIsRevoked() throws Exception {
    RawClient client = listen();
    Sink sink = sinks.take();
    client.head();
    event(client);

    timers.pass(EventStreams.BEAT);
    assertThat(event(client)).containsExactly(":");
    goesOn.set(false);
    timers.pass(EventStreams.BEAT);
    client.line(); // of the last chunk

    assertThat(client.line()).isEmpty();
    await().untilAsserted(() -> assertThat(server.openStreams()).isZero());
    assertThat(sink.send("state", "x")).isFalse();
  }

  @Test
  void forgetsDisconnectedClient() throws Exception {
    RawClient client = listen();
    Sink sink = sinks.take();
    client.close();

    await().until(() -> !sink.send("state", "x"));
    assertThat(server.openStreams()).isZero();
  }

  @Test
  void dropsClientThatDoesNotRead() throws Exception {
    listen();
    Sink sink = sinks.take();
    RawClient other = listen();
    Sink otherSink = sinks.take();
    other.head();
    event(other);
    String large = "x".repeat(1_000_000);

    await()
        .until(
            () -> {
              timers.pass(EventStreams.SLOWEST_WRITE);
              return !sink.send("large", large);
            });
    assertThat(otherSink.send("state", "x")).isTrue();
    assertThat(event(other)).containsExactly("event: state", "data: x");
  }

  @Test
  void limitsEventsQueuedForSlowClient() throws Exception {
    listen();
    Sink slow = sinks.take();
    slow.send("large", "x".repeat(20_000_000)); // nobody reads that much
    List<Boolean> sent =
        IntStream.range(0, 300).mapToObj(i -> slow.send("name " + i, "x")).toList();

    assertThat(sent).contains(true, false);
  }

  @Test
  void servesManyStreamsWithoutThreadPerStream() throws Exception {
    List<Sink> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      listen().head();
      all.add(sinks.take());
    }
    all.forEach(sink -> sink.send("state", "x"));
    for (RawClient client : clients) {
      event(client);
      assertThat(event(client)).containsExactly("event: state", "data: x");
    }

    assertThat(workers()).isLessThan(20);
  }

  @Test
  void rejectsStreamsBeyondLimit() throws Exception {
    for (int i = 0; i < EventStreams.MOST; i++) {
      listen().head();
    }
    RawClient oneMore = listen();

    assertThat(oneMore.answer().status()).isEqualTo(503);
    clients.get(0).close();
    await()
        .until(
            () -> {
              sinks.forEach(sink -> sink.send("state", "x"));
              return server.openStreams() < EventStreams.MOST;
            });
    assertThat(listen().head().status()).isEqualTo(200);
  }

  @Test
  void answersHeadWithoutOpeningStream() throws Exception {
    RawClient client = new RawClient(server.address());
    clients.add(client);

    client.send("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(client.head().headers()).containsEntry("content-type", "text/event-stream");
    assertThat(server.openStreams()).isZero();
  }

  private RawClient listen() throws IOException {
    RawClient client = new RawClient(server.address());
    clients.add(client);
    return client.send(LISTEN);
  }

  /** Reads an event out of its chunk. */
  private static List<String> event(RawClient client) throws IOException {
    List<String> lines = new ArrayList<>();
    client.line(); // the length of the chunk
    for (String line = client.line(); !line.isEmpty(); line = client.line()) {
      lines.add(line);
    }
    client.line(); // the end of the chunk
    return lines;
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fletchck-worker"))
        .count();
  }
}
