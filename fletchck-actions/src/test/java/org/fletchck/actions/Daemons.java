package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Servers of the system, started for a test with their own configuration. */
final class Daemons implements AutoCloseable {

  /** Test runs beside each other begin at places of their own. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(20000 + (int) (ProcessHandle.current().pid() % 100) * 100);

  private final Deque<Process> processes = new ArrayDeque<>();

  /** Skips the test unless root runs it and the program is there. */
  static void assumeRoot(String program, String debianPackage) {
    assumeTrue(
        Files.isExecutable(Path.of(program)), program + " is missing: install " + debianPackage);
    assumeTrue("root".equals(System.getProperty("user.name")), program + " must be run by root");
  }

  /** Starts one in a session of its own, and waits for a line that contains the words. */
  void start(String ready, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    processes.push(process);
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    List<String> said = new ArrayList<>();
    for (String next = out.readLine(); next != null; next = out.readLine()) {
      said.add(next);
      if (next.contains(ready)) {
        Thread drain = new Thread(() -> out.lines().forEach(more -> {}), "daemon-output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new AssertionError(String.join("\n", said));
  }

  /**
   * Returns a port that nobody listens on, and that is returned once only: from below those that
   * the system gives to outgoing connections, and to listeners that ask for any.
   */
  static int freePort() throws IOException {
    int port = NEXT_PORT.getAndIncrement();
    while (!isFree(port)) {
      port = NEXT_PORT.getAndIncrement();
    }
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false; // somebody has it
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> all =
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
      all.forEach(ProcessHandle::destroy);
      for (ProcessHandle one : all) {
        one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join();
        one.destroyForcibly();
      }
    }
  }
}
