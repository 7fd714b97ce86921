package org.fletchck.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The content of an answer as text.
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
    in.limit(SENT_LIMIT, "the answer is longer than 8 MiB as sent");
    PushbackInputStream sent = new PushbackInputStream(HttpFraming.of(head, in), 2);
    int first = sent.read();
    if (first < 0) {
      return EMPTY;
    }
    sent.unread(first);
    try (InputStream content = decoded(head, sent)) {
      byte[] bytes = content.readNBytes(LIMIT + 1);
      int length = Math.min(bytes.length, LIMIT);
      return new HttpBody(new String(bytes, 0, length, charset(head)), bytes.length > LIMIT);
    } catch (ZipException | EOFException e) {
      throw new IOException("the compressed content of the answer is broken", e);
    }
  }

  private static InputStream decoded(HttpHead head, PushbackInputStream sent) throws IOException {
    String coding = head.field("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "identity", "" -> sent;
      case "gzip", "x-gzip" -> new GZIPInputStream(sent);
      case "deflate" -> inflated(sent);
      default ->
          throw new IOException(
              "the content of the answer is coded as " + Texts.clean(coding, 40) + ", not gzip");
    };
  }

  /** RFC 9110, section 8.4.1.2: some servers leave out the zlib wrapper. */
  private static InputStream inflated(PushbackInputStream sent) throws IOException {
    int first = sent.read();
    int second = sent.read();
    if (second >= 0) {
      sent.unread(second);
    }
    sent.unread(first);
    boolean wrapped = (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
    Inflater inflater = new Inflater(!wrapped);
    return new InflaterInputStream(sent, inflater) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }

  /** Returns the charset of the Content-Type field; UTF-8 if it has none that is known. */
  private static Charset charset(HttpHead head) {
    for (String parameter : head.field("content-type").orElse("").split(";", -1)) {
      String[] pair = parameter.strip().split("=", 2);
      if (pair.length == 2 && pair[0].equalsIgnoreCase("charset")) {
        try {
          return Charset.forName(pair[1].replace("\"", "").strip());
        } catch (IllegalArgumentException e) {
          return StandardCharsets.UTF_8;
        }
      }
    }
    return StandardCharsets.UTF_8;
  }
}
