package org.fletchck.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects printed lines, and waits for the one that a test is about. */
final class Lines extends Writer {

  private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();

  PrintWriter printer() {
    return new PrintWriter(this, true);
  }

  /** Takes a line that came from elsewhere. */
  void add(String text) {
    arriving.add(text);
  }

  @Override
  public synchronized void write(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] == '\n') {
        arriving.add(line.toString());
        line.setLength(0);
      } else {
        line.append(buffer[i]);
      }
    }
  }

  /** Returns the next line that contains a text; fails after a minute. */
  String await(String text) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      String next = arriving.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no line with \"" + text + "\" came, but " + seen);
      }
      seen.add(next);
      if (next.contains(text)) {
        return next;
      }
    }
  }

  /** Returns everything so far. */
  List<String> all() {
    arriving.drainTo(seen);
    return List.copyOf(seen);
  }

  @Override
  public void flush() {
    // lines arrive when they end
  }

  @Override
  public void close() {
    // nothing to close
  }
}
