package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a peer sends through a small buffer and up to a limit. */
final class HttpInput extends InputStream {

  private final InputStream in;
  private final byte[] buffer = new byte[2048];
  private int next;
  private int end;
  private long left;
  private String complaint = "";

  HttpInput(InputStream in) {
    this.in = in;
  }

  /** Allows this many more bytes; reading beyond throws an exception with the complaint. */
  void limit(long bytes, String complaint) {
    left = bytes;
    this.complaint = complaint;
  }

  /** Waits until the peer sends something; returns false if it closes instead. */
  boolean await() throws IOException {
    return next < end || fill();
  }

  @Override
  public int read() throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    spend(1);
    return buffer[next++] & 0xff;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    spend(count);
    System.arraycopy(buffer, next, b, from, count);
    next += count;
    return count;
  }

  /**
   * Returns the bytes up to the next line end, one per character (RFC 9112, section 2.2).
   *
   * @throws EOFException if the peer closes first
   */
  String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  /** Returns up to {@code length} bytes that arrived but weren't read yet, for a message. */
  String peek(int length) {
    return new String(buffer, next, Math.min(length, end - next), StandardCharsets.ISO_8859_1);
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private void spend(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException(complaint);
    }
  }
}
