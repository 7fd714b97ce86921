package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program runs out of file descriptors while all that it looks at is well. */
class DescriptorsIT {

  private static final int CHECKS = 20;

  @TempDir private Path folder;

  @AutoClose private final ServerSocket door = open();
  private volatile CountDownLatch held = new CountDownLatch(0);

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void greet() {
    Thread greeter = new Thread(this::greetAll, "greeter");
    greeter.setDaemon(true);
    greeter.start();
  }

  private void greetAll() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        Thread host = new Thread(() -> greet(guest), "host");
        host.setDaemon(true);
        host.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void greet(Socket guest) {
    try (guest) {
      guest.getInputStream().read();
      held.await();
      guest.getOutputStream().write("well\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt(); // the guest is gone
    }
  }

  @Test
  void failsNoCheckWhenOutOfFileDescriptorsAndRecovers() throws Exception {
    StringBuilder checks = new StringBuilder();
    for (int i = 0; i < CHECKS; i++) {
      String options =
          i % 4 == 3
              ? "'command': ['/bin/sh', '-c', 'echo OK']"
              : "'hostname': '%s', 'port': %d, 'probe': 'x', 'matches': 'well', 'timeout': 60"
                  .formatted(i % 4 == 2 ? "localhost" : "127.0.0.1", door.getLocalPort());
      checks.append(
          "%s'c%d': {'type': '%s', 'trigger': {'interval': {'seconds': 1}}, 'options': {%s}}"
              .formatted(i == 0 ? "" : ", ", i, i % 4 == 3 ? "exec" : "tcp", options));
    }
    Cli.site(folder, "{'grace': 0, 'checks': {" + checks + "}}");
    try (Launched site = Launched.fletchck(folder, "run")) {
      site.out().await("all 20 checks judged: 20 pass");
      held = new CountDownLatch(1); // what is open stays open for a while
      site.limitDescriptors(site.openDescriptors() + 4);
      String sent = site.err().await("out of file descriptors");
      site.goesOnFor(Duration.ofSeconds(5));
      held.countDown();
      site.goesOnFor(Duration.ofSeconds(3));
      site.limitDescriptors(4096);
      site.goesOnFor(Duration.ofSeconds(3));

      assertThat(lines(site, " FAIL ")).isEmpty();
      assertThat(site.err().all()).filteredOn(line -> line.contains("ERROR")).containsExactly(sent);
      site.signal("TERM");
      assertThat(site.awaitEnd()).isZero();
      assertThat(lines(site, "state saved")).hasSize(1);
    }
  }

  private static List<String> lines(Launched site, String with) {
    return site.out().all().stream().filter(line -> line.contains(with)).toList();
  }
}
