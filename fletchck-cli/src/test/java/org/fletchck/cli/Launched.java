package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process on the Java that runs this test, with signals as a service has them; killed when it is
 * closed.
 */
final class Launched implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("target/fletchck/bin/fletchck").toAbsolutePath();
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Process process;
  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private final List<Thread> readers;

  private Launched(Path folder, String javaOptions, List<String> command) throws IOException {
    List<String> all = new ArrayList<>(List.of("env", "--default-signal"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.environment().keySet().removeAll(List.of("FLETCHCK_JAVA_OPTS", "STATE_DIRECTORY"));
    if (!javaOptions.isEmpty()) {
      builder.environment().put("FLETCHCK_JAVA_OPTS", javaOptions);
    }
    Path said = Files.createTempFile(folder, "out", ".txt");
    Path complained = Files.createTempFile(folder, "err", ".txt");
    process = builder.redirectOutput(said.toFile()).redirectError(complained.toFile()).start();
    readers = List.of(follow(said, out), follow(complained, err));
  }

  /** Through a file: what is in a pipe may get lost when the process ends. */
  private Thread follow(Path file, Lines to) throws IOException {
    Reader reader = Files.newBufferedReader(file);
    Thread thread = new Thread(() -> copy(reader, to), "reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void copy(Reader from, Lines to) {
    try (from) {
      boolean ended = false;
      while (!ended) {
        ended = process.waitFor(20, TimeUnit.MILLISECONDS);
        from.transferTo(to);
      }
    } catch (IOException | InterruptedException e) {
      to.add("the rest can't be read: " + e);
    }
  }

  /** Starts the packaged program in a folder. */
  static Launched fletchck(Path folder, String... arguments) throws IOException {
    return withOptions("", folder, arguments);
  }

  /** Starts it with further options for the JVM. */
  static Launched withOptions(String javaOptions, Path folder, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return new Launched(folder, javaOptions, command);
  }

  /** Starts a class of these tests. */
  static Launched java(Path folder, Class<?> main) throws IOException {
    String classes = System.getProperty("java.class.path");
    String java = Path.of(JAVA_HOME, "bin", "java").toString();
    return new Launched(folder, "", List.of(java, "-cp", classes, main.getName()));
  }

  Lines out() {
    return out;
  }

  Lines err() {
    return err;
  }

  /** Sends a signal such as {@code HUP}. */
  void signal(String name) throws IOException, InterruptedException {
    String command = "kill -" + name + " " + process.pid();
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
  }

  /** Returns how many files and sockets it has open. */
  int openDescriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", "" + process.pid(), "fd"))) {
      return (int) open.count();
    }
  }

  /** Limits how many files and sockets it may have open from now on. */
  void limitDescriptors(int most) throws IOException, InterruptedException {
    String command = "prlimit --pid %d --nofile=%d:4096".formatted(process.pid(), most);
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
  }

  /** Returns the exit code; everything that it said is there then. */
  int awaitEnd() throws InterruptedException {
    return awaitEnd(PATIENCE);
  }

  int awaitEnd(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("ends within %s; it said %s %s", limit, out.all(), err.all()).isTrue();
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  /** Lets it run for so long; fails if it ends. */
  void goesOnFor(Duration time) throws InterruptedException {
    boolean ended = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    assertThat(ended).as("ended; it said %s %s", out.all(), err.all()).isFalse();
  }

  /** Lets it run until something is so. */
  void goesOnUntil(Callable<Boolean> so) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.call()) {
      assertThat(System.nanoTime()).as("it said %s %s", out.all(), err.all()).isLessThan(end);
      goesOnFor(Duration.ofMillis(100));
    }
  }

  /** Kills it, without a chance to save anything; everything that it said is there then. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
