package org.fletchck.actions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Processes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that is run without a shell and reads from standard input.
 *
 * @param command the program and its arguments, which may be secret
 * @param folder the working directory, to which a relative path of the program is relative
 * @param remedy what to do if it can't be started
 */
record ActionProgram(List<String> command, Path folder, String remedy) {

  private static final Logger LOG = LoggerFactory.getLogger(ActionProgram.class);

  /** Writes what the program reads. */
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream out) throws Exception;
  }

  /**
   * How a program ended.
   *
   * @param status its exit status
   * @param output its output
   * @param unread why it didn't read all of its input; null if it did
   */
  record ProgramEnd(int status, ProgramOutput output, @Nullable IOException unread) {}

  /**
   * Runs the program and waits for it. At the deadline it is killed together with its children.
   *
   * @throws IOException if it can't be started or doesn't finish in time
   */
  ProgramEnd run(Input input, ActionContext context) throws Exception {
    Process process = start();
    boolean done = false;
    try {
      context.closeAtDeadline(() -> kill(process));
      ProgramOutput output = ProgramOutput.of(process);
      IOException unread = write(input, process);
      boolean ended = process.waitFor(context.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (!ended || (process.exitValue() != 0 && context.remaining().isZero())) {
        throw late(unread);
      }
      done = true;
      return new ProgramEnd(process.exitValue(), output, unread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(e);
    } finally {
      if (!done) { // after a normal end, this would close output that hasn't been read yet
        kill(process);
      }
    }
  }

  private Process start() throws IOException {
    try {
      return Processes.start(
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true));
    } catch (IOException e) {
      throw new IOException(name() + " can't be started" + why(e) + "; " + remedy, e);
    }
  }

  /** Returns the reason only; the rest of the message differs between Java versions. */
  private static String why(IOException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("No such file")) {
      return ": it doesn't exist";
    }
    return said.contains("Permission denied") ? ": permission denied" : "";
  }

  /** Returns why the program didn't read all of its input; its exit status may say more. */
  private static @Nullable IOException write(Input input, Process process) throws Exception {
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
      input.writeTo(out);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private IOException late(@Nullable Throwable cause) {
    return new IOException(name() + " didn't finish within the time limit", cause);
  }

  /**
   * Kills the program first, so that it starts no more children; these are listed before it is
   * gone.
   */
  private static void kill(Process process) {
    List<ProcessHandle> children = children(process);
    process.destroyForcibly();
    for (ProcessHandle child : children) {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
    }
  }

  /** Returns no children if /proc can't be read, for example because descriptors have run out. */
  private static List<ProcessHandle> children(Process process) {
    try {
      return process.descendants().toList();
    } catch (RuntimeException e) {
      LOG.debug("children of {} can't be found: {}", process.pid(), e.toString());
      return List.of();
    }
  }

  /** Returns the program without its arguments. */
  String name() {
    return command.get(0);
  }

  /** Leaves out the arguments, which may be secret. */
  @Override
  public String toString() {
    return name();
  }
}
