package org.fletchck.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.fletchck.schedule.Scheduler;
import org.fletchck.web.http.EventStream.Sink;
import org.fletchck.web.http.HttpListener;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.tls.SelfSigned;
import org.fletchck.web.tls.ServerTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that connect, begin something and leave, two hundred a second, while a good one comes
 * each second. The whole is 2,000 of them: {@code -Dlockout.aborts=2000}, or {@code
 * -Deffort=thorough}. Of HTTPS it is a quarter, as a handshake costs both sides some milliseconds.
 */
class LockOutIT {

  private static final boolean THOROUGH = "thorough".equals(System.getProperty("test.effort"));
  private static final int ABORTS = Integer.getInteger("lockout.aborts", THOROUGH ? 2_000 : 600);
  private static final int A_SECOND = 200;

  /** Milliseconds: much for a machine that is busy, and little for a server that is locked out. */
  private static final int LONGEST_ANSWER = 10_000;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  private static final List<String> KINDS =
      List.of(
          "",
          "GET /",
          "GET / HTTP/1.1\r\n",
          "GET / HTTP/1.1\r\nHost: loc",
          GET,
          GET + "\r\n",
          GET + "\r\n" + GET,
          GET + "\r\n" + GET + "\r\n",
          POST + "Content-Length: 10\r\n\r\nabc",
          POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nx",
          POST + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n",
          "nonsense\r\n\r\n",
          GET + "X: " + "x".repeat(70_000),
          "\u0016\u0003\u0001\u0002\u0000\u0001",
          "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");

  @TempDir private Path folder;
  private final Scheduler scheduler = Scheduler.system(InstantSource.system());
  private final Queue<Sink> sinks = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);

  @AfterEach
  void stop() {
    clients.shutdownNow();
    scheduler.close(Duration.ofSeconds(1));
  }

  @Test
  void servesGoodClientsDespiteAbortedConnections() throws Exception {
    attack(null, null, ABORTS, A_SECOND);
  }

  @Test
  void servesGoodHttpsClientsDespiteAbortedConnections() throws Exception {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    SelfSigned.write(cert, key, List.of("localhost"), Instant.now());
    attack(ServerTls.read(cert, key).context(), trusting(), ABORTS / 4, A_SECOND / 4);
  }

  private void attack(SSLContext tls, SSLContext client, int aborts, int aSecond) throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "a system that lists descriptors");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (HttpListener server = HttpListener.open(any, tls, this::answer, scheduler)) {
      ScheduledFuture<?> events =
          clients.scheduleAtFixedRate(
              () -> sinks.removeIf(sink -> !sink.send("now", "x".repeat(100))),
              100,
              100,
              TimeUnit.MILLISECONDS);
      for (int i = 0; i < KINDS.size(); i++) {
        abort(server.address(), client, i);
      }
      longest(server.address(), client);
      long before = settled();

      List<Long> answers = new ArrayList<>();
      AtomicInteger next = new AtomicInteger();
      CountDownLatch over = new CountDownLatch(aborts);
      ScheduledFuture<?> attack =
          clients.scheduleAtFixedRate(
              () -> {
                int number = next.getAndIncrement();
                if (number < aborts) {
                  clients.execute(
                      () -> {
                        abort(server.address(), client, number);
                        over.countDown();
                      });
                }
              },
              0,
              1_000_000 / aSecond,
              TimeUnit.MICROSECONDS);
      do {
        answers.add(longest(server.address(), client));
      } while (!over.await(1, TimeUnit.SECONDS));
      attack.cancel(false);
      answers.add(longest(server.address(), client));

      assertThat(answers).as("milliseconds until an answer").allMatch(ms -> ms < LONGEST_ANSWER);
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(descriptors()).as("descriptors").isLessThan(before + 5));
      assertThat(longest(server.address(), client)).isLessThan(LONGEST_ANSWER);
      events.cancel(false);
    }
  }

  private Response answer(Request request) {
    return request.path().equals("/events")
        ? Response.events(sinks::add)
        : Response.html("x".repeat(20_000));
  }

  /** Waits until what was left before is gone, and returns how many descriptors there are. */
  private static long settled() {
    long[] last = {Long.MAX_VALUE};
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              long before = last[0];
              last[0] = descriptors();
              return last[0] >= before;
            });
    return last[0];
  }

  private static long descriptors() {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of HTTPS every second client speaks TLS first, the others send the same in plain. */
  private static void abort(InetSocketAddress server, SSLContext tls, int number) {
    String kind = KINDS.get(number % KINDS.size());
    int round = number / KINDS.size();
    try (Socket plain = new Socket(server.getAddress(), server.getPort())) {
      plain.setSoTimeout(LONGEST_ANSWER);
      Socket socket = tls == null || round % 4 > 1 ? plain : over(plain, tls);
      OutputStream out = socket.getOutputStream();
      out.write(kind.getBytes(ISO_8859_1));
      out.flush();
      if (kind.contains("/events") || (kind.endsWith(GET) && !kind.equals(GET))) {
        socket.getInputStream().read();
      }
      if (round % 2 == 1) {
        plain.setSoLinger(true, 0); // leaves by a reset
      }
    } catch (IOException e) {
      // the server may be the first to leave
    }
  }

  private static Socket over(Socket plain, SSLContext tls) throws IOException {
    return tls.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
  }

  /** Asks for a page, and returns how many milliseconds it took, or far too many. */
  private static long longest(InetSocketAddress server, SSLContext tls) {
    long began = System.nanoTime();
    try (Socket plain = new Socket()) {
      plain.connect(server, LONGEST_ANSWER);
      plain.setSoTimeout(LONGEST_ANSWER);
      Socket socket = tls == null ? plain : over(plain, tls);
      socket.getOutputStream().write((GET + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readNBytes(20_000), ISO_8859_1);
      return answer.startsWith("HTTP/1.1 200")
          ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
          : Integer.MAX_VALUE;
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager anything =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    context.init(null, new TrustManager[] {anything}, null);
    return context;
  }
}
