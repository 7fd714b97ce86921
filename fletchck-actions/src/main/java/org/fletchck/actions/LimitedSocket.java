package org.fletchck.actions;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket that reads 1 MiB at most, because a mail server has little to say. */
final class LimitedSocket extends Socket {

  private static final int MOST = 1 << 20;

  private @Nullable InputStream input;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    InputStream limited = input;
    if (limited == null) {
      limited = new LimitedStream(super.getInputStream());
      input = limited;
    }
    return limited;
  }

  private static final class LimitedStream extends FilterInputStream {
    private int left = MOST;

    LimitedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count(Math.max(0, n));
      return n;
    }

    private void count(int n) throws IOException {
      left -= n;
      if (left < 0) {
        throw new IOException("the server sent more than " + MOST + " bytes");
      }
    }
  }
}
