package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.CheckContext;
import org.fletchck.testing.TestContext;
import org.junit.jupiter.api.Test;

class CheckConnectionTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final InetAddress FIRST = InetAddress.getLoopbackAddress();

  /** An address that answers no connection, since its queue of them is full. */
  private static final class SilentServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, FIRST);
    private final List<Socket> queued = new ArrayList<>();

    SilentServer() throws IOException {
      for (boolean full = false; !full; ) {
        Socket socket = new Socket();
        queued.add(socket);
        try {
          socket.connect(listener.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException e) {
          full = true;
        }
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : queued) {
        socket.close();
      }
      listener.close();
    }
  }

  private static CheckContext resolvingTo(TestContext context, List<InetAddress> addresses) {
    return (CheckContext)
        Proxy.newProxyInstance(
            CheckConnectionTest.class.getClassLoader(),
            new Class<?>[] {CheckContext.class},
            (proxy, method, args) -> {
              try {
                return method.getName().equals("resolve")
                    ? addresses
                    : method.invoke(context, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void triesTheAddressesOfAHostInTurn() throws IOException {
    InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (SilentServer silent = new SilentServer();
        ServerSocket listener = new ServerSocket()) {
      listener.bind(new InetSocketAddress(second, silent.port()));
      try (TestContext context = TestContext.withTimeout(SECOND)) {
        TimedSteps steps = new TimedSteps(resolvingTo(context, List.of(FIRST, second)), SECOND);
        CheckConnection.open(steps, Endpoint.of("two.example", silent.port())).close();
        assertThat(context.lines())
            .containsExactly(
                "no answer from 127.0.0.1 port " + silent.port(),
                "connected to 127.0.0.2 port " + silent.port());
        assertThat(context.phases().get("connect")).isLessThan(SECOND);
      }
    }
  }

  @Test
  void timesOutWhenNothingAnswers() throws IOException {
    try (SilentServer silent = new SilentServer();
        TestContext context = TestContext.withTimeout(Duration.ofMillis(500))) {
      TimedSteps steps = new TimedSteps(context, Duration.ofMillis(500));
      assertThatThrownBy(() -> CheckConnection.open(steps, Endpoint.of("127.0.0.1", silent.port())))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage(
              "no answer within 0.5 s, while connecting to 127.0.0.1 port " + silent.port());
    }
  }

  @Test
  void formatsDurationsInSeconds() {
    assertThat(ValueTexts.seconds(Duration.ofSeconds(10))).isEqualTo("10 s");
    assertThat(ValueTexts.seconds(Duration.ofMillis(1500))).isEqualTo("1.5 s");
  }

  @Test
  void replacesControlCharactersAndTruncatesPeerText() {
    assertThat(ValueTexts.clean("a\r\nb\u0000\u2028c", 100)).isEqualTo("a??b??c");
    assertThat(ValueTexts.clean("abcdef", 3)).isEqualTo("abc...");
  }
}
