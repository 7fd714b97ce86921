package org.fletchck.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Debian's Mosquitto on a port of loopback; it ends when this is closed or the test dies. */
final class Mosquitto implements AutoCloseable {

  private static final String PROGRAM = "/usr/sbin/mosquitto";

  /** Below the ports of clients, so that none of those gets it while the broker is stopped. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 100) * 100);

  private final Path config;
  private final int port;
  private @Nullable Process process;

  /** Makes one that isn't started. The lines are added to its configuration. */
  Mosquitto(Path folder, String... lines) throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of(PROGRAM)), "mosquitto is missing: install Debian's mosquitto");
    port = freePort();
    config = folder.resolve("mosquitto.conf");
    List<String> all =
        new ArrayList<>(
            List.of(
                "listener " + port + " 127.0.0.1",
                "user root",
                "max_queued_messages 0",
                "persistence true",
                "persistence_location " + folder + "/",
                "autosave_interval 1",
                "autosave_on_changes true"));
    all.addAll(List.of(lines));
    if (all.stream().noneMatch(line -> line.startsWith("allow_anonymous"))) {
      all.add("allow_anonymous true");
    }
    Files.write(config, all);
  }

  static int freePort() {
    int port = NEXT_PORT.getAndIncrement();
    while (answers(port)) {
      port = NEXT_PORT.getAndIncrement();
    }
    return port;
  }

  int port() {
    return port;
  }

  /** Starts it, and returns when it listens. */
  Mosquitto start() throws IOException, InterruptedException {
    // The shell ends the broker when its own input ends: when this program does.
    String script =
        "exec 3<&0; \"$@\" & pid=$!; (read end <&3; kill -9 $pid) 2> /dev/null & wait $pid";
    process =
        new ProcessBuilder("sh", "-c", script, "sh", PROGRAM, "-c", config.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(config.resolveSibling("mosquitto.log").toFile())
            .start();
    for (int tries = 0; !answers(port); tries++) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || tries > 1_000) {
        throw new AssertionError(Files.readString(config.resolveSibling("mosquitto.log")));
      }
    }
    return this;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the id of its process while it runs. */
  long pid() {
    Process shell = process;
    if (shell == null) {
      throw new IllegalStateException("mosquitto does not run");
    }
    return shell
        .children()
        .filter(Mosquitto::isBroker)
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBroker(ProcessHandle child) {
    return child.info().command().orElse("").endsWith("mosquitto");
  }

  /** Ends it at once, as a crash does. */
  void kill() {
    end(true);
  }

  /** Ends it in good order. */
  void stop() {
    end(false);
  }

  private void end(boolean forcibly) {
    Process shell = process;
    if (shell == null) {
      return;
    }
    process = null;
    shell
        .children()
        .filter(Mosquitto::isBroker)
        .forEach(forcibly ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
    shell.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
