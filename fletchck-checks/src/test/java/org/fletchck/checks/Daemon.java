package org.fletchck.checks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server of the system, started for a test with its own configuration. */
final class Daemon implements AutoCloseable {

  /** Test runs beside each other begin at places of their own. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(10000 + (int) (ProcessHandle.current().pid() % 100) * 100);

  private final Process process;

  private Daemon(Process process) {
    this.process = process;
  }

  /** Skips the test unless root runs it and the program is there. */
  static void assumeRoot(String program, String debianPackage) {
    assumeTrue(
        Files.isExecutable(Path.of(program)), program + " is missing: install " + debianPackage);
    assumeTrue("root".equals(System.getProperty("user.name")), program + " must be run by root");
  }

  /** Returns the path of a program of a Debian package; skips the test without it. */
  static String program(String name, String debianPackage) {
    Optional<Path> program =
        Stream.of("/usr/bin", "/usr/sbin", "/usr/lib/nagios/plugins", "/lib/nut")
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(program.isPresent(), name + " is missing: install " + debianPackage);
    return program.orElseThrow().toString();
  }

  /** Starts a program in a session of its own, and waits for a line that contains the words. */
  static Daemon start(String ready, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    Daemon daemon = new Daemon(process);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String next = out.readLine(); next != null; next = out.readLine()) {
      said.add(next);
      if (next.contains(ready)) {
        drain(out);
        return daemon;
      }
    }
    daemon.close();
    throw new AssertionError(String.join("\n", said));
  }

  /** Starts a program in a session of its own, and waits until it listens on the port. */
  static Daemon listening(int port, String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("setsid"));
    line.addAll(List.of(command));
    Path said = Files.createTempFile("daemon", ".log");
    try {
      Process process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      Daemon daemon = new Daemon(process);
      for (int tries = 0; !answers(port); tries++) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || tries > 400) {
          daemon.close();
          throw new AssertionError(String.join(" ", command) + ": " + Files.readString(said));
        }
      }
      return daemon;
    } finally {
      Files.delete(said);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void drain(BufferedReader out) {
    Thread thread = new Thread(() -> out.lines().forEach(line -> {}), "daemon-output");
    thread.setDaemon(true);
    thread.start();
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

  /** Lets the server's own user look into the folder. */
  static void share(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /** Writes {@code cert.pem} and {@code key.pem}. */
  static void writeIdentity(Pki.Identity identity, Path folder) throws Exception {
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : identity.chain()) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve("cert.pem"), chain);
    Path key = folder.resolve("key.pem");
    Files.writeString(key, pem("PRIVATE KEY", identity.key().getPrivate().getEncoded()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join();
      one.destroyForcibly();
    }
  }
}
