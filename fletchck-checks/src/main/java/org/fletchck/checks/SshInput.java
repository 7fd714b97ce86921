package org.fletchck.checks;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.fletchck.spi.CheckContext;
import org.jspecify.annotations.Nullable;

/**
 * What an SSH server sends, within limits, from its identification on: the lines that may precede
 * it (RFC 4253, section 4.2) are skipped when the first byte is read. The end of the stream is an
 * exception.
 *
 * <p>The thread that sshj starts reads in blocks; these reads wait until our proposal of algorithms
 * is sent, because sshj loses a failure that it notices earlier.
 */
final class SshInput extends InputStream {

  private static final int LINES_LIMIT = 8 << 10;
  private static final int IDENTIFICATION_LIMIT = 253; // without the end of the line
  private static final int LIMIT = 256 << 10;

  private final HttpInput in;
  private final CheckContext context;
  private final CountDownLatch proposed = new CountDownLatch(1);
  private @Nullable InputStream identification;

  SshInput(InputStream in, CheckContext context) {
    this.in = new HttpInput(in);
    this.context = context;
  }

  @Override
  public int read() throws IOException {
    int b = identification().read();
    return b >= 0 ? b : found(in.read());
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    try {
      proposed.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
    int count = identification().read(b, from, length);
    return count >= 0 ? count : found(in.read(b, from, length));
  }

  /** Wraps the output to notice when the proposal, which follows the identification, is sent. */
  OutputStream noticing(OutputStream out) {
    return new FilterOutputStream(out) {
      private int sent;

      @Override
      public void write(byte[] b, int from, int length) throws IOException {
        out.write(b, from, length);
      }

      @Override
      public void flush() throws IOException {
        super.flush();
        sent++;
        if (sent == 2) {
          proposed.countDown();
        }
      }
    };
  }

  private static int found(int read) throws EOFException {
    if (read < 0) {
      throw new EOFException();
    }
    return read;
  }

  private InputStream identification() throws IOException {
    if (identification == null) {
      in.limit(LINES_LIMIT, "the server sends more than 8 KiB before an SSH identification");
      String line = identificationLine();
      context.log("identified as " + ValueTexts.clean(line, IDENTIFICATION_LIMIT));
      identification =
          new ByteArrayInputStream((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      in.limit(LIMIT, "the server sends more than 256 KiB for a key exchange");
    }
    return identification;
  }

  private String identificationLine() throws IOException {
    @Nullable String first = null;
    while (true) {
      String line;
      try {
        line = in.line();
      } catch (EOFException e) {
        throw first == null ? e : notSsh(first);
      }
      if (line.startsWith("SSH-")) {
        return checked(line);
      }
      if (first == null) {
        first = line;
        context.log("the server sent " + ValueTexts.clean(line, 100));
      }
    }
  }

  private static IOException notSsh(String line) {
    return new IOException(
        "the server sent \"" + ValueTexts.clean(line, 100) + "\" instead of an SSH identification");
  }

  private static String checked(String line) throws IOException {
    if (line.length() > IDENTIFICATION_LIMIT) {
      throw new IOException("the server's SSH identification is longer than 255 bytes");
    }
    if (!line.startsWith("SSH-2.0-") && !line.startsWith("SSH-1.99-")) {
      throw new IOException("the server doesn't speak SSH 2 but " + ValueTexts.clean(line, 100));
    }
    return line;
  }
}
