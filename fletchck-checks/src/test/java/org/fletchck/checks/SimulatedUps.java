package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A UPS on a pseudo-terminal of socat, at whose other end a test answers. */
final class SimulatedUps implements AutoCloseable {

  /** Answers a command, which is given without its carriage return. */
  @FunctionalInterface
  interface Answers {
    void answer(String command, TestServer.Conversation talk) throws Exception;
  }

  private static final int CARRIAGE_RETURN = '\r';

  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final TestServer server;
  private final Daemon socat;
  private final Path link;
  private final Path device;
  private final RandomAccessFile held;

  /** Plugs a UPS in as {@code folder/ups}. */
  SimulatedUps(Path folder, Answers answers) throws IOException {
    String program = Daemon.program("socat", "socat");
    link = folder.resolve("ups");
    server = TestServer.plain(talk -> serve(talk, answers));
    socat =
        Daemon.start(
            "starting data transfer loop",
            program,
            "-d",
            "-d",
            "pty,raw,echo=0,link=" + link,
            "tcp:127.0.0.1:" + server.port());
    device = link.toRealPath();
    held = new RandomAccessFile(device.toFile(), "rw"); // else socat ends with the first user
  }

  /** A UPS that answers each question with these flags. */
  static SimulatedUps signalling(Path folder, String flags) throws IOException {
    return new SimulatedUps(folder, (command, talk) -> talk.send(status("13.7", flags)));
  }

  static String status(String battery, String flags) {
    return "(243.5 245.7 245.4 036 49.8 " + battery + " --.- " + flags + "\r";
  }

  private void serve(TestServer.Conversation talk, Answers answers) throws Exception {
    while (true) {
      StringBuilder command = new StringBuilder();
      for (byte b = talk.read(1)[0]; b != CARRIAGE_RETURN; b = talk.read(1)[0]) {
        command.append((char) b);
      }
      commands.add(command.toString());
      answers.answer(command.toString(), talk);
    }
  }

  /** Returns the name by which checks know the port. */
  String port() {
    return link.toString();
  }

  Path device() {
    return device;
  }

  /** Returns what was sent so far. */
  List<String> commands() {
    return commands;
  }

  void unplug() {
    socat.close();
  }

  /** Fails unless nothing but the test has the device open, soon. */
  void assertReleased() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 100 && opened() > 1; i++) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(opened()).as("descriptors of " + device).isEqualTo(1);
  }

  private long opened() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(this::isDevice).count();
    }
  }

  private boolean isDevice(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(device.toString());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Override
  public void close() throws IOException {
    held.close();
    socat.close();
    server.close();
  }
}
