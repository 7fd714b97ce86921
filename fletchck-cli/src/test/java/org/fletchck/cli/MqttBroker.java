package org.fletchck.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's Mosquitto on a port of loopback. */
final class MqttBroker implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Path folder;
  private final List<String> lines;
  private final int port;
  private @Nullable Process process;

  /**
   * Makes one that isn't started; skips the test if there is none on this machine.
   *
   * @param lines of its configuration, beside the address
   */
  MqttBroker(Path folder, String... lines) throws IOException {
    assumeTrue(
        Files.isExecutable(PROGRAM), "mosquitto is not installed; install Debian's mosquitto");
    this.folder = folder;
    this.lines = List.of(lines);
    port = freePort();
  }

  /** Below the ports of clients, so that none of those gets it while the broker is stopped. */
  static int freePort() throws IOException {
    for (int i = 0; i < 100; i++) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken: try another
      }
    }
    throw new IOException("no free port from 20000 to 32000");
  }

  int port() {
    return port;
  }

  /** Starts it, and returns when it listens; it ends with the input of its shell, as tests do. */
  void start() throws IOException, InterruptedException {
    Path config = folder.resolve("mosquitto.conf");
    List<String> all = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "user root"));
    all.addAll(lines.isEmpty() ? List.of("allow_anonymous true") : lines);
    Files.write(config, all);
    String script =
        "exec 3<&0; \"$@\" & pid=$!; (read end <&3; kill -9 $pid) 2> /dev/null & wait $pid";
    process =
        new ProcessBuilder("sh", "-c", script, "sh", PROGRAM.toString(), "-c", config.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!listens()) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("mosquitto does not run on port " + port);
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Lets it answer nothing more, on connections that stay open: as a cut cable does. */
  void freeze() throws IOException, InterruptedException {
    Process shell = process;
    if (shell != null) {
      List<ProcessHandle> brokers =
          shell
              .children()
              .filter(child -> child.info().command().orElse("").endsWith("mosquitto"))
              .toList();
      for (ProcessHandle broker : brokers) {
        new ProcessBuilder("kill", "-STOP", Long.toString(broker.pid())).start().waitFor();
      }
    }
  }

  /** Ends it at once, as a crash does. */
  void kill() throws IOException {
    Process shell = process;
    if (shell != null) {
      process = null;
      shell.getOutputStream().close();
      shell.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
