package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Filters out a TLS warning at the beginning of what a server sends: that it doesn't recognize the
 * requested name. Whether to continue is up to the client (RFC 6066, section 3); Java gives up,
 * others judge the certificate that follows. The end of the stream is an exception, because
 * otherwise Java would continue with another stream and close the connection with it.
 */
final class NameWarningFilter extends InputStream {

  /** An alert record of any version: warning, unrecognized_name. */
  private static final int[] WARNING = {21, 3, -1, 0, 2, 1, 112};

  private final InputStream in;
  private final byte[] held = new byte[WARNING.length];
  private int count = -1; // bytes held that weren't the warning; -1 before reading
  private int taken;

  NameWarningFilter(InputStream in) {
    this.in = in;
  }

  /** Reads no more than is needed to decide, as the server may be waiting for the client. */
  private void readAhead() throws IOException {
    int found = 0;
    while (found < WARNING.length) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      held[found] = (byte) b;
      found++;
      if (WARNING[found - 1] >= 0 && WARNING[found - 1] != b) {
        count = found;
        return;
      }
    }
    count = found == WARNING.length ? 0 : found;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    if (count < 0) {
      readAhead();
    }
    if (taken == count) {
      int read = in.read(b, from, length);
      if (read < 0) {
        throw new EOFException();
      }
      return read;
    }
    int given = Math.min(length, count - taken);
    System.arraycopy(held, taken, b, from, given);
    taken += given;
    return given;
  }

  @Override
  public int available() throws IOException {
    return Math.max(0, count - taken) + in.available();
  }
}
