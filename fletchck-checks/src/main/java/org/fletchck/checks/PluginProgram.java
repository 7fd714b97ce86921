package org.fletchck.checks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.Processes;
import org.fletchck.spi.ShortageException;

/**
 * A program run without a shell, using only the check's own thread: its output is read whenever
 * some has arrived, never waited for, as a child process left behind may keep the pipe open.
 *
 * @param command the program and its arguments, which may be secret
 * @param environment variables to add to the environment
 * @param folder the working directory, against which a relative program path is resolved
 */
record PluginProgram(List<String> command, Map<String, String> environment, Path folder) {

  private static final int FIRST_LINE_LIMIT = 256; // as in the kernel
  private static final int OUTPUT_LIMIT = 64 << 10;
  private static final int LONGEST_PAUSE_MILLIS = 20;

  /** A program's exit code and output; {@code cut} if there was more than 64 KiB. */
  record ProgramEnd(int status, String output, String errors, boolean cut) {}

  /**
   * Runs the program to its end. At the deadline it is killed together with its child processes.
   *
   * @param timeout what the user set, for the message only
   * @throws IOException if it can't be started or doesn't finish in time
   */
  ProgramEnd run(CheckContext context, Duration timeout) throws IOException, InterruptedException {
    Process process = start();
    try {
      process.getOutputStream().close();
      return awaitEnd(process);
    } catch (InterruptedException e) {
      if (context.remaining().isZero()) {
        throw new IOException(name() + " did not finish within " + ValueTexts.seconds(timeout), e);
      }
      throw e;
    } finally {
      kill(process, context);
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
    builder.environment().putAll(environment);
    try {
      return Processes.start(builder);
    } catch (ShortageException e) {
      throw e;
    } catch (IOException e) {
      String said = NetworkFailureText.said(e);
      String why =
          said.contains("No such file")
              ? missing()
              : said.contains("Permission denied") ? "no permission to execute it" : said;
      String hint = name().contains(" ") ? "; give each argument as a separate item" : "";
      throw new IOException(name() + " can't be started: " + why + hint, e);
    }
  }

  /** Returns what doesn't exist: the program itself, or its interpreter. */
  private String missing() {
    if (file().isEmpty()) {
      return "it does not exist";
    }
    String trouble = troubleWithFirstLine();
    return trouble.isEmpty() ? "its interpreter does not exist" : trouble;
  }

  /**
   * Returns what is wrong with the first line of a script; "" if nothing is, or it isn't a script.
   */
  String troubleWithFirstLine() {
    String line = firstLine();
    if (!line.startsWith("#!")) {
      return "";
    }
    String interpreter = line.substring(2).strip();
    if (line.endsWith("\r")) {
      return "its first line, #!"
          + ValueTexts.clean(interpreter, 60)
          + ", ends with a carriage return; save it with Unix line endings (LF)";
    }
    String name = interpreter.replaceFirst("\\s.*", "");
    return folder.resolve(name).toFile().exists()
        ? ""
        : "its first line names " + ValueTexts.clean(name, 60) + ", which does not exist";
  }

  private String firstLine() {
    return file()
        .map(
            file -> {
              try (InputStream in = Files.newInputStream(file)) {
                byte[] begin = in.readNBytes(FIRST_LINE_LIMIT);
                return new String(begin, StandardCharsets.ISO_8859_1).replaceFirst("(?s)\n.*", "");
              } catch (IOException e) {
                return ""; // it may be executable without being readable
              }
            })
        .orElse("");
  }

  /** Returns the file that is run, searched for as the system does. */
  private Optional<Path> file() {
    Stream<Path> places =
        name().contains("/")
            ? Stream.of(folder.resolve(name()))
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(place -> Path.of(place, name()));
    return places.filter(Files::isRegularFile).findFirst();
  }

  private static ProgramEnd awaitEnd(Process process) throws IOException, InterruptedException {
    ProgramText output = new ProgramText(process.getInputStream());
    ProgramText errors = new ProgramText(process.getErrorStream());
    long pause = 1;
    while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
      boolean spoke = output.take();
      spoke |= errors.take();
      pause = spoke ? 1 : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    output.take();
    errors.take();
    return new ProgramEnd(
        process.exitValue(), output.text(), errors.text(), output.isCut() || errors.isCut());
  }

  /** Kills the program first, so that it starts no more; its children are listed before that. */
  private static void kill(Process process, CheckContext context) throws IOException {
    List<ProcessHandle> children = List.of();
    try {
      children = process.descendants().toList();
    } catch (RuntimeException e) { // by Java, if /proc can't be read
      context.log("child processes of the program can't be found: " + NetworkFailureText.said(e));
    }
    process.destroyForcibly();
    for (ProcessHandle child : children) {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
    }
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  /** Returns the program without its arguments. */
  private String name() {
    return command.get(0);
  }

  /** Shows no arguments, which may be secret. */
  @Override
  public String toString() {
    return name();
  }

  /** The beginning of a program's output. */
  private static final class ProgramText {
    private final InputStream pipe;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    ProgramText(InputStream pipe) {
      this.pipe = pipe;
    }

    /** Reads what has arrived; returns whether there was any. */
    boolean take() throws IOException {
      int arrived = pipe.available();
      if (arrived <= 0) {
        return false;
      }
      byte[] bytes = pipe.readNBytes(arrived);
      int room = Math.min(bytes.length, OUTPUT_LIMIT - kept.size());
      kept.write(bytes, 0, room);
      cut |= room < bytes.length;
      return true;
    }

    String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }

    boolean isCut() {
      return cut;
    }
  }
}
