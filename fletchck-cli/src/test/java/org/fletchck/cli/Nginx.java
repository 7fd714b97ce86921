package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's nginx with a configuration of its own, which answers each request with one status. */
final class Nginx implements AutoCloseable {

  /** Where distributions put it; that folder needn't be in the path of a user. */
  private static final List<String> PLACES =
      List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx");

  private final String program = program();
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  /** Makes one that isn't started; skips the test if there is none on this machine. */
  Nginx(Path folder) throws IOException {
    this.folder = folder;
    port = freePort();
  }

  private static String program() {
    String found =
        PLACES.stream().filter(place -> Files.isExecutable(Path.of(place))).findFirst().orElse("");
    assumeTrue(!found.isEmpty(), "nginx is not installed; install Debian's package nginx");
    return found;
  }

  /** Below the ports of clients, so that none of those gets it while nginx is stopped. */
  private static int freePort() throws IOException {
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

  /** Starts it, and returns when it listens. */
  void start(int status) throws IOException, InterruptedException {
    configure(status);
    Path log = folder.resolve("output.txt");
    process =
        new ProcessBuilder(
                program,
                "-p",
                folder.toString(),
                "-e",
                "stderr",
                "-c",
                "nginx.conf",
                "-g",
                "daemon off;")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    while (!listens()) {
      running().waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Lets it read another configuration. */
  void reload(int status) throws IOException, InterruptedException {
    configure(status);
    String command = "kill -HUP " + running().pid();
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
  }

  /** Stops it, with its workers. */
  void stop() throws InterruptedException {
    Process stopping = running();
    stopping.destroy();
    assertThat(stopping.waitFor(20, TimeUnit.SECONDS)).as("nginx stops").isTrue();
    process = null;
  }

  private Process running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException("nginx does not run; see output.txt in " + folder);
    }
    return process;
  }

  private void configure(int status) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        worker_processes 1;
        pid nginx.pid;
        events {}
        http {
          access_log off;
          client_body_temp_path temp;
          proxy_temp_path temp;
          fastcgi_temp_path temp;
          uwsgi_temp_path temp;
          scgi_temp_path temp;
          server {
            listen 127.0.0.1:%d;
            return %d;
          }
        }
        """
            .formatted(port, status));
  }

  @Override
  public void close() {
    Process left = process;
    if (left != null) {
      List<ProcessHandle> workers = left.descendants().toList();
      left.destroy();
      left.onExit().completeOnTimeout(left, 10, TimeUnit.SECONDS).join().destroyForcibly();
      workers.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
