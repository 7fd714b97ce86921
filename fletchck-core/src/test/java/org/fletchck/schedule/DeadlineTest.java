package org.fletchck.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void closesSocketOfHangingReadAtDeadline() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket();
        Deadline deadline = deadlines.start(SHORT)) {
      deadline.closeAtDeadline(socket);
      socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
      assertThat(deadline.passed()).isTrue();
      assertThat(deadline.remaining()).isZero();
    }
  }

  @Test
  void interruptsAWaitAndLeavesNoInterruptBehind() {
    try (Deadline deadline = deadlines.start(SHORT)) {
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      assertThat(deadline.passed()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void closesResourceRegisteredAfterDeadlineAtOnce() {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    try (Deadline deadline = deadlines.start(SHORT)) {
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      deadline.closeAtDeadline(() -> closed.add("closed"));
    }
    assertThat(closed).containsExactly("closed");
  }

  @Test
  void interruptsRunningWorkWhenDeadlinesAreClosed() throws InterruptedException {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    Deadline deadline = deadlines.start(LONG);
    deadline.closeAtDeadline(() -> closed.add("closed"));
    deadlines.close();
    assertThatThrownBy(() -> new CountDownLatch(1).await())
        .isInstanceOf(InterruptedException.class);
    assertThat(closed.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("closed");
    deadline.close();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void closesNothingWhenAttemptEndsInTime() throws InterruptedException {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    try (Deadline deadline = deadlines.start(SHORT)) {
      deadline.closeAtDeadline(() -> closed.add("closed"));
    }
    assertThat(closed.poll(SHORT.toMillis() * 2, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void doesNotCountTimeSpentOutside() throws Exception {
    try (Deadline deadline = deadlines.start(Duration.ofSeconds(1))) {
      boolean ended =
          deadline.outside(() -> new CountDownLatch(1).await(1200, TimeUnit.MILLISECONDS));
      assertThat(ended).isFalse();
      assertThat(deadline.passed()).isFalse();
      assertThat(deadline.remaining()).isPositive();
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void hasNotPassedWhenClosedInTime() {
    Deadline deadline = deadlines.start(LONG);
    assertThat(deadline.remaining()).isBetween(LONG.minusSeconds(5), LONG);
    deadline.close();
    assertThat(deadline.passed()).isFalse();
  }

  @Test
  void abandonsBlockingCallAfterTimeoutAndAcceptsNext() throws Exception {
    try (BlockingCalls calls = new BlockingCalls()) {
      CountDownLatch end = new CountDownLatch(1);
      assertThatThrownBy(
              () ->
                  calls.call(
                      "volume",
                      SHORT,
                      () -> {
                        end.await();
                        return "first";
                      }))
          .isInstanceOf(TimeoutException.class);
      end.countDown();
      String second = calls.call("other", LONG, () -> "second");
      assertThat(second).isEqualTo("second");
    }
  }

  @Test
  void parsesLiteralAddressesWithoutLookup() throws Exception {
    BlockingCalls calls = new BlockingCalls();
    calls.close(); // no thread could ask
    assertThat(calls.resolve("127.0.0.1")).containsExactly(InetAddress.getAllByName("127.0.0.1"));
    assertThat(calls.resolve("::1")).containsExactly(InetAddress.getAllByName("::1"));
    assertThat(calls.resolve("[::1]")).containsExactly(InetAddress.getAllByName("::1"));
  }

  @Test
  void rethrowsExceptionOfBlockingCall() {
    try (BlockingCalls calls = new BlockingCalls()) {
      assertThatThrownBy(
              () ->
                  calls.call(
                      "key",
                      LONG,
                      () -> {
                        throw new IOException("as it was");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("as it was");
      assertThatThrownBy(() -> calls.resolve("no-such-host.invalid"))
          .hasMessage("unknown host no-such-host.invalid");
    }
  }
}
