package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip of any number of members (RFC 1952). What follows the last one is ignored, as
 * the program gzip does. Java's own class misses a member that arrives late in some versions.
 */
final class GzipInput extends InputStream {

  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[4096];
  private int next;
  private int end;
  private boolean begun;
  private boolean ended;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Throws {@link ZipException} or {@link EOFException} if the content is corrupt. */
  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!begun) {
      begun = true;
      if (!nextMember()) {
        throw new ZipException("not gzip");
      }
    }
    while (!ended) {
      int count = inflate(b, from, length);
      if (count > 0) {
        sum.update(b, from, count);
        return count;
      }
      if (inflater.finished()) {
        next = end - inflater.getRemaining();
        trailer();
        ended = !nextMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("needs a dictionary");
      } else {
        if (next == end && !fill()) {
          throw new EOFException();
        }
        inflater.setInput(buffer, next, end - next);
        next = end;
      }
    }
    return -1;
  }

  private int inflate(byte[] b, int from, int length) throws ZipException {
    try {
      return inflater.inflate(b, from, length);
    } catch (DataFormatException e) {
      throw (ZipException) new ZipException("broken").initCause(e);
    }
  }

  /** Reads a member's header (section 2.3); returns false if there are no more members. */
  private boolean nextMember() throws IOException {
    if (byteOrEnd() != MAGIC_1 || byteOrEnd() != MAGIC_2) {
      return false;
    }
    if (oneByte() != DEFLATE) {
      throw new ZipException("not deflate");
    }
    int flags = oneByte();
    skip(6); // time, level and system
    if ((flags & HAS_EXTRA) != 0) {
      skip(oneByte() | oneByte() << 8);
    }
    for (int text : new int[] {HAS_NAME, HAS_COMMENT}) {
      boolean inText = (flags & text) != 0;
      while (inText) {
        inText = oneByte() != 0;
      }
    }
    skip((flags & HAS_CHECKSUM) != 0 ? 2 : 0);
    inflater.reset();
    sum.reset();
    return true;
  }

  private void trailer() throws IOException {
    long expected = fourBytes();
    long length = fourBytes();
    if (expected != sum.getValue() || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("wrong checksum");
    }
  }

  private long fourBytes() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) oneByte() << shift;
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      oneByte();
    }
  }

  private int oneByte() throws IOException {
    int value = byteOrEnd();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private int byteOrEnd() throws IOException {
    return next == end && !fill() ? -1 : buffer[next++] & 0xff;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
