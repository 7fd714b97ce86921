package org.fletchck.checks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decodes content codings (RFC 9110, section 8.4). As in browsers, a word that isn't the name of
 * one, such as {@code utf-8}, has no effect: content sent with it is nearly always plain.
 */
final class HttpCoding {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int MOST = 2;

  private HttpCoding() {}

  /** Splits the value of a header into its words, in lower case. */
  static List<String> words(String field) {
    return Arrays.stream(field.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip).toList();
  }

  /**
   * Returns the content without its codings.
   *
   * @param limit maximum size in bytes of the inner layer of content that is compressed twice
   * @throws IOException if it has an unsupported coding
   */
  static InputStream undone(HttpHead head, InputStream sent, int limit) throws IOException {
    List<String> codings = words(head.field("content-encoding").orElse(""));
    InputStream content = sent;
    String last = "";
    int undone = 0;
    for (int i = codings.size() - 1; i >= 0; i--) {
      String coding = codings.get(i).replace("x-gzip", "gzip");
      switch (coding) {
        case "gzip", "deflate" -> {
          PushbackInputStream packed = new PushbackInputStream(content, 2);
          content = packed;
          int beginning = beginning(packed);
          // Some servers name a coding twice that they applied once.
          if (beginning >= 0 && (!coding.equals(last) || isPacked(coding, beginning))) {
            if (++undone > MOST) {
              throw new IOException("the content of the response is compressed more than twice");
            }
            InputStream bounded = undone == 1 ? packed : new BoundedStream(packed, limit);
            content = coding.equals("gzip") ? new GzipInput(bounded) : inflated(bounded, beginning);
          }
          last = coding;
        }
        case "br", "zstd", "compress", "x-compress", "dcb", "dcz" ->
            throw new IOException(
                "the content of the response is compressed as " + coding + ", not gzip");
        default -> {
          // no coding
        }
      }
    }
    return content;
  }

  /** Returns the first two bytes as a number without consuming them; -1 if there are none. */
  private static int beginning(PushbackInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return -1;
    }
    int second = in.read();
    if (second >= 0) {
      in.unread(second);
    }
    in.unread(first);
    return first << 8 | Math.max(second, 0);
  }

  private static boolean isPacked(String coding, int beginning) {
    return coding.equals("gzip") ? beginning == GZIP_MAGIC : isZlib(beginning);
  }

  private static boolean isZlib(int beginning) {
    return (beginning >> 8 & 0x0f) == 8 && beginning % 31 == 0;
  }

  /** Decodes deflate; some servers leave out the zlib wrapper (RFC 9110, section 8.4.1.2). */
  private static InputStream inflated(InputStream sent, int beginning) {
    Inflater inflater = new Inflater(!isZlib(beginning));
    return new InflaterInputStream(sent, inflater) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }

  /** Fails on content that decompresses to far more than was sent. */
  private static final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long limit) {
      super(in);
      left = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      int count = super.read(b, from, length);
      left -= count;
      if (left < 0) {
        throw new IOException("the content of the response is too large when decompressed");
      }
      return count;
    }
  }
}
