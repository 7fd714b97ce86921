package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The output of a program: read on a separate thread, so that the program never blocks on it, and
 * because a child left in the background may keep the pipe open after the program's end.
 */
final class ProgramOutput {

  private static final int KEPT_BYTES = 2048;
  private static final int REASON_CHARS = 500;

  private final CompletableFuture<String> text = new CompletableFuture<>();

  private ProgramOutput() {}

  static ProgramOutput of(Process process) {
    ProgramOutput output = new ProgramOutput();
    Thread reader = new Thread(() -> output.read(process), "fletchck-program-output");
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  private void read(Process process) {
    try (InputStream stream = process.getInputStream()) {
      text.complete(new String(stream.readNBytes(KEPT_BYTES), UTF_8));
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      text.completeExceptionally(e);
    }
  }

  /** Returns the beginning of the output, to be appended to a sentence; empty if there was none. */
  String reason() throws InterruptedException {
    String said = PlainLine.oneLine(text(), REASON_CHARS);
    return said.isEmpty() ? "" : ": " + said;
  }

  /** Returns the first line that isn't blank; empty if there was none. */
  String firstLine() throws InterruptedException {
    String first = text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return PlainLine.oneLine(first, REASON_CHARS);
  }

  private String text() throws InterruptedException {
    try {
      return text.get(1, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "";
    } catch (ExecutionException e) {
      return "(its output can't be read: " + e.getCause() + ")";
    }
  }
}
