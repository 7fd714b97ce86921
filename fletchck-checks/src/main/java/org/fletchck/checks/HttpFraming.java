package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the end of a response's content (RFC 9112, sections 6.3 and 7.1). */
final class HttpFraming extends InputStream {

  private static final Set<String> COMPRESSIONS =
      Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd");

  private final HttpInput in;
  private final boolean chunked;
  private long left;
  private boolean started;
  private boolean ended;

  private HttpFraming(HttpInput in, boolean chunked, long length) {
    this.in = in;
    this.chunked = chunked;
    this.left = length;
  }

  /** Returns the content without its framing; reading it fails if the server closes too early. */
  static InputStream of(HttpHead head, HttpInput in) throws IOException {
    String transfer = head.field("transfer-encoding").orElse("");
    List<String> codings = HttpCoding.words(transfer);
    if (codings.stream().anyMatch(COMPRESSIONS::contains)) { // not asked for
      throw new IOException(
          "the response has an unsupported Transfer-Encoding: " + ValueTexts.clean(transfer, 40));
    }
    if (codings.contains("chunked")) { // some servers name it twice
      return new HttpFraming(in, true, 0);
    }
    String length = head.field("content-length").orElse("");
    return length.isEmpty() ? in : new HttpFraming(in, false, length(length));
  }

  private static long length(String field) throws IOException {
    String[] values = field.split(",", -1);
    try {
      long length = Long.parseLong(values[0].strip());
      for (String value : values) {
        if (length < 0 || Long.parseLong(value.strip()) != length) {
          throw new NumberFormatException("negative, or not all equal");
        }
      }
      return length;
    } catch (NumberFormatException e) {
      throw new IOException(
          "the response has an invalid Content-Length: " + ValueTexts.clean(field, 40), e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    if (chunked && left == 0 && !ended) {
      nextChunk();
    }
    if (left == 0) {
      return -1;
    }
    int count = in.read(b, from, (int) Math.min(length, left));
    if (count < 0) {
      throw tooEarly(null);
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    try {
      if (started && !in.line().isEmpty()) {
        throw new IOException("the chunks of the response are invalid");
      }
      started = true;
      left = Long.parseLong(size(in.line()), 16);
      if (left < 0) {
        throw new NumberFormatException("negative");
      }
      ended = left == 0;
    } catch (EOFException e) {
      throw tooEarly(e);
    } catch (NumberFormatException e) {
      throw new IOException("the chunks of the response are invalid", e);
    }
  }

  /** Returns the size of a chunk without its extensions. */
  private static String size(String line) {
    int semicolon = line.indexOf(';');
    return (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
  }

  private static IOException tooEarly(@Nullable Throwable cause) {
    return new IOException(
        "the server closed the connection before the end of the response", cause);
  }
}
