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
 * The codings of content (RFC 9110, section 8.4). As in browsers, a word that names none, such as
 * {@code utf-8}, changes nothing: what is sent with it is nearly always plain.
 */
final class HttpCoding {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int MOST = 2;

  private HttpCoding() {}

  /** Splits a field of words, in lower case. */
  static List<String> words(String field) {
    return Arrays.stream(field.toLowerCase(Locale.ROOT).split(",", -1)).map(String::strip).toList();
  }

  /**
   * Returns the content without its codings.
   *
   * @param limit how much is unpacked of a content that is packed twice
   * @throws IOException if it has one that can't be undone
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
          // Some servers name a coding twice that is there once.
          if (beginning >= 0 && (!coding.equals(last) || isPacked(coding, beginning))) {
            if (++undone > MOST) {
              throw new IOException("the content of the answer is coded more than twice");
            }
            InputStream bounded = undone == 1 ? packed : new BoundedStream(packed, limit);
            content = coding.equals("gzip") ? new GzipInput(bounded) : inflated(bounded, beginning);
          }
          last = coding;
        }
        case "br", "zstd", "compress", "x-compress", "dcb", "dcz" ->
            throw new IOException("the content of the answer is coded as " + coding + ", not gzip");
        default -> {
          // no coding
        }
      }
    }
    return content;
  }

  /** Returns the first two bytes as a number, and leaves them there; -1 if there is nothing. */
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

  /** RFC 9110, section 8.4.1.2: some servers leave out the zlib wrapper. */
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

  /** Ends a content that unpacks to far more than was sent. */
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
        throw new IOException("the content of the answer unpacks to too much");
      }
      return count;
    }
  }
}
