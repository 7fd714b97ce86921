package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * The content of a response as text.
 *
 * @param text its first MiB
 * @param cut whether there is more
 */
record HttpBody(String text, boolean cut) {

  private static final int LIMIT = 1 << 20;

  /** Allows for the framing of small chunks, and for content that doesn't shrink. */
  private static final int SENT_LIMIT = 8 * LIMIT;

  private static final HttpBody EMPTY = new HttpBody("", false);

  /** Reads the content that follows a head. */
  static HttpBody read(HttpHead head, HttpInput in) throws IOException {
    if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return EMPTY; // RFC 9112, section 6.3
    }
    in.limit(SENT_LIMIT, "the response is longer than 8 MiB as sent");
    try (InputStream content = HttpCoding.undone(head, HttpFraming.of(head, in), SENT_LIMIT)) {
      byte[] bytes = content.readNBytes(LIMIT + 1);
      int length = Math.min(bytes.length, LIMIT);
      return new HttpBody(HttpCharset.text(head, bytes, length), bytes.length > LIMIT);
    } catch (ZipException | EOFException e) {
      throw new IOException("the compressed content of the response is corrupt", e);
    }
  }
}
