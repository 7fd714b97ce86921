package org.fletchck.checks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content of answers: how it is framed, coded and judged. */
class HttpsContentTest {

  private static final int MIB = 1 << 20;

  private static Ran ask(String fields, byte[] content, Object... options) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(("HTTP/1.1 200 OK\r\n" + fields + "\r\n").getBytes(ISO_8859_1));
    answer.writeBytes(content);
    try (TestServer server =
        TestServer.plain(
            talk -> {
              talk.request();
              talk.send(answer.toByteArray());
            })) {
      Map<String, Object> all = Ran.map(options);
      all.putAll(Map.of("hostname", "127.0.0.1", "port", server.port(), "tls", false));
      return Ran.check(new HttpsCheckType(), all);
    }
  }

  private static Ran ask(String fields, String content, Object... options) throws IOException {
    return ask(fields, content.getBytes(UTF_8), options);
  }

  private static byte[] chunked(byte[] content, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += size) {
      int length = Math.min(size, content.length - at);
      out.writeBytes((Integer.toHexString(length) + ";x=y\r\n").getBytes(UTF_8));
      out.write(content, at, length);
      out.writeBytes("\r\n".getBytes(UTF_8));
    }
    out.writeBytes("0\r\nTrailer: x\r\n\r\n".getBytes(UTF_8));
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(String content, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, raw))) {
      deflate.write(content.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void readsContentInEachFraming() throws IOException {
    assertThat(ask("", "all is well", "contains", "is well").passed()).isTrue();
    assertThat(ask("Content-Length: 11\r\n", "all is well", "contains", "well").passed()).isTrue();
    assertThat(ask("Content-Length: 6\r\n", "all is well", "contains", "well").passed()).isFalse();
    assertThat(ask("Content-Length: 0\r\n", "", "matches", "^$").passed()).isTrue();
    byte[] chunks = chunked("all is well".getBytes(UTF_8), 3);
    assertThat(ask("Transfer-Encoding: chunked\r\n", chunks, "contains", "is well").passed())
        .isTrue();
  }

  @Test
  void sendsAcceptEncodingOnlyWhenReadingContent() throws IOException {
    try (TestServer server =
        TestServer.plain(TestServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))) {
      Map<String, Object> all =
          Ran.map("hostname", "127.0.0.1", "port", server.port(), "tls", false, "reqType", "GET");
      assertThat(Ran.check(new HttpsCheckType(), all).passed()).isTrue();
      all.put("contains", "x");
      assertThat(Ran.check(new HttpsCheckType(), all).reason())
          .isEqualTo("the server closed the connection before the end of the response");
      assertThat(server.requests().get(0)).doesNotContain("Accept-Encoding");
      assertThat(server.requests().get(1)).contains("Accept-Encoding: gzip, deflate\r\n");
    }
  }

  @Test
  void unpacksCompressedContent() throws IOException {
    byte[] gzip = gzip("all is well".getBytes(UTF_8));
    assertThat(ask("Content-Encoding: gzip\r\n", gzip, "contains", "is well").passed()).isTrue();
    String both = "Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n";
    assertThat(ask(both, chunked(gzip, 5), "contains", "is well").passed()).isTrue();
    for (boolean raw : new boolean[] {true, false}) {
      byte[] deflate = deflate("all is well", raw);
      assertThat(ask("Content-Encoding: deflate\r\n", deflate, "contains", "is well").passed())
          .isTrue();
    }
    assertThat(ask("Content-Encoding: gzip\r\n", "", "matches", "^$").passed()).isTrue();
  }

  @Test
  void reportsInvalidFramingAndEncoding() throws IOException {
    String chunks = "Transfer-Encoding: chunked\r\n";
    assertThat(ask(chunks, "zz\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the response are invalid");
    assertThat(ask(chunks, "-1\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the response are invalid");
    assertThat(ask(chunks, "2\r\nabc\r\n0\r\n\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the response are invalid");
    assertThat(ask(chunks, "5\r\nab", "contains", "x").reason())
        .isEqualTo("the server closed the connection before the end of the response");
    assertThat(ask("Transfer-Encoding: gzip, chunked\r\n", "", "contains", "x").reason())
        .isEqualTo("the response has an unsupported Transfer-Encoding: gzip, chunked");
    assertThat(ask("Content-Length: 3, 4\r\n", "abc", "contains", "x").reason())
        .isEqualTo("the response has an invalid Content-Length: 3, 4");
    assertThat(ask("Content-Encoding: br\r\n", "abc", "contains", "x").reason())
        .isEqualTo("the content of the response is compressed as br, not gzip");
    assertThat(ask("Content-Encoding: gzip\r\n", "no gzip here", "contains", "x").reason())
        .isEqualTo("the compressed content of the response is corrupt");
  }

  @Test
  void evaluatesOnlyFirstMiB() throws IOException {
    String early = "found" + "a".repeat(MIB);
    String late = "a".repeat(MIB) + "found";
    assertThat(ask("", early, "contains", "found").passed()).isTrue();
    assertThat(ask("", late, "contains", "found").reason())
        .isEqualTo("the response does not contain \"found\" in the first MiB");
    assertThat(ask("", "[" + " ".repeat(MIB) + "]", "json", Map.of("", "[]")).reason())
        .isEqualTo("the response is longer than 1 MiB, so its JSON can't be judged");
  }

  @Test
  void unpacksNoMoreThanAMiB() throws IOException {
    byte[] bomb = gzip(gzip(new byte[20 * MIB]));
    assertThat(ask("Content-Encoding: gzip\r\n", bomb, "contains", "x").passed()).isFalse();
    byte[] large = gzip(new byte[20 * MIB]);
    assertThat(ask("Content-Encoding: gzip\r\n", large, "contains", "x").reason())
        .endsWith("in the first MiB");
  }

  @Test
  void decodesWithCharsetOfContentType() throws IOException {
    byte[] latin = "gr\u00fcn".getBytes(ISO_8859_1);
    String type = "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n";
    assertThat(ask(type, latin, "contains", "gr\u00fcn").passed()).isTrue();
    assertThat(ask("", "gr\u00fcn", "contains", "gr\u00fcn").passed()).isTrue();
    assertThat(ask("Content-Type: a; charset=no such\r\n", "gr\u00fcn", "contains", "\u00fc"))
        .matches(Ran::passed);
  }

  @Test
  void evaluatesContainsAndMatches() throws IOException {
    assertThat(ask("", "status: down", "contains", "up").reason())
        .isEqualTo("the response does not contain \"up\"");
    assertThat(ask("", "status: down", "matches", "status:\\s+up").reason())
        .isEqualTo("the response does not match status:\\s+up");
    assertThat(ask("", "status: up", "matches", "status:\\s+up", "contains", "stat").passed())
        .isTrue();
  }

  @Test
  void evaluatesJsonConditions() throws IOException {
    String json = "{\"a\": {\"b\": [1, true, null, \"x\"]}, \"c/d\": 1.50}";
    Map<String, Object> right =
        Map.of("/a/b/0", 1, "/a/b/1", true, "/a/b/2", "null", "/a/b/3", "x", "/c~1d", "1.5");
    assertThat(ask("", json, "json", right).reason()).isEqualTo("HTTP 200");
    assertThat(ask("", json, "json", Map.of("/a/b", "[1,true,null,\"x\"]")).passed()).isTrue();
    assertThat(ask("", json, "json", Map.of("/a/b/0", 2)).reason())
        .isEqualTo("json /a/b/0 is \"1\", expected \"2\"");
    assertThat(ask("", json, "json", Map.of("/z", "y")).reason())
        .isEqualTo("json /z is missing, expected \"y\"");
    assertThat(ask("", json, "json", Map.of("/a/z/0", "")).reason())
        .isEqualTo("json /a/z/0 is missing, expected \"\"");
    assertThat(ask("", "{\"e\": \"\"}", "json", Map.of("/e", "")).reason()).isEqualTo("HTTP 200");
    assertThat(ask("", "<html>", "json", Map.of("/z", "y")).reason())
        .isEqualTo(
            "the response is not JSON: line 1, column 1: expected a value, found <; strings need"
                + " double quotation marks");
    assertThat(ask("", "{} {}", "json", Map.of("/z", "y")).reason())
        .isEqualTo(
            "the response is not JSON: line 1, column 4: expected the end, found another value");
    assertThat(ask("", "[".repeat(2_000), "json", Map.of("/z", "y")).reason())
        .matches("the response is not JSON: .* more than \\d+ levels deep");
    assertThat(ask("", "", "json", Map.of("/z", "y")).passed()).isFalse();
  }

  @Test
  void checksStatusBeforeContent() throws IOException {
    assertThat(ask("", "down", "contains", "up", "status", "404").reason())
        .isEqualTo("HTTP 200 OK, expected 404");
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Encoding: utf-8",
        "Content-Encoding: identity, none",
        "Content-Encoding: binary\r\nTransfer-Encoding: Identity\r\nContent-Length: 11",
        "Content-Encoding:\r\nTransfer-Encoding: 8bit",
      })
  void ignoresCodingsThatChangeNothing(String fields) throws IOException {
    Ran ran = ask(fields + "\r\n", "all is well", "matches", "^all is well$");
    assertThat(ran.reason()).isEqualTo("HTTP 200");
  }

  @Test
  void decodesChunksDeclaredTwice() throws IOException {
    String twice = "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked, Chunked\r\n";
    byte[] chunks = chunked("all is well".getBytes(UTF_8), 4);
    assertThat(ask(twice, chunks, "matches", "^all is well$").reason()).isEqualTo("HTTP 200");
  }

  @Test
  void decodesUpToTwoCodingsAsOftenAsApplied() throws IOException {
    byte[] once = gzip("all is well".getBytes(UTF_8));
    for (String fields :
        new String[] {
          "Content-Encoding: gzip, gzip\r\n",
          "Content-Encoding: gzip\r\nContent-Encoding: x-gzip\r\n",
          "Content-Encoding: gzip, aws-chunked\r\n",
        }) {
      assertThat(ask(fields, once, "matches", "^all is well$").reason()).isEqualTo("HTTP 200");
    }
    byte[] twice = gzip(once);
    String field = "Content-Encoding: gzip, gzip\r\n";
    assertThat(ask(field, twice, "matches", "^all is well$").reason()).isEqualTo("HTTP 200");
    assertThat(ask("Content-Encoding: deflate, gzip\r\n", gzip(once), "contains", "x").reason())
        .isEqualTo("the compressed content of the response is corrupt");
    assertThat(ask("Content-Encoding: gzip, gzip, gzip\r\n", gzip(twice), "contains", "x").reason())
        .isEqualTo("the content of the response is compressed more than twice");
    byte[] bomb = gzip(gzip(new byte[20 * MIB]));
    assertThat(ask(field, bomb, "contains", "x").reason()).endsWith("in the first MiB");
    byte[] emptyMembers = gzip(repeated(gzip(new byte[0]), 9 * MIB));
    assertThat(ask(field, emptyMembers, "contains", "x").reason())
        .isEqualTo("the content of the response is too large when decompressed");
  }

  private static byte[] repeated(byte[] part, int atLeast) {
    byte[] all = new byte[(atLeast / part.length + 1) * part.length];
    for (int at = 0; at < all.length; at += part.length) {
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  @Test
  void unpacksEachMemberOfGzip() throws IOException {
    byte[] first = gzip("all is ".repeat(700).getBytes(UTF_8));
    byte[] second = gzip("well".getBytes(UTF_8));
    String gzip = "Content-Encoding: gzip\r\n";
    byte[] both = joined(first, gzip(new byte[0]), second);
    assertThat(ask(gzip, both, "contains", "is well").reason()).isEqualTo("HTTP 200");
    String chunks = gzip + "Transfer-Encoding: chunked\r\n";
    for (int size : new int[] {1, first.length, first.length + 1, first.length + 12}) {
      assertThat(ask(chunks, chunked(both, size), "contains", "is well").reason())
          .isEqualTo("HTTP 200");
    }
    byte[] filled = joined(second, new byte[600]);
    assertThat(ask(gzip, filled, "matches", "^well$").reason()).isEqualTo("HTTP 200");
    byte[] fields =
        joined(
            new byte[] {31, -117, 8, 30, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x'},
            new byte[] {'n', 0, 'c', 0, 9, 9},
            Arrays.copyOfRange(second, 10, second.length));
    assertThat(ask(gzip, fields, "matches", "^well$").reason()).isEqualTo("HTTP 200");
  }

  @Test
  void failsOnBrokenGzip() throws IOException {
    byte[] whole = gzip("all is well".getBytes(UTF_8));
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    byte[] wrongLength = whole.clone();
    wrongLength[whole.length - 2] ^= 1;
    for (byte[] broken :
        new byte[][] {
          wrongSum,
          wrongLength,
          Arrays.copyOf(whole, whole.length - 3),
          Arrays.copyOf(whole, 15),
          joined(whole, Arrays.copyOf(whole, 12)),
          joined(whole, new byte[] {31, -117, 7}),
        }) {
      assertThat(ask("Content-Encoding: gzip\r\n", broken, "contains", "well").reason())
          .isEqualTo("the compressed content of the response is corrupt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void honorsAndStripsByteOrderMark(String charset) throws IOException {
    String type = "Content-Type: application/json; charset=iso-8859-1\r\n";
    byte[] json = "\ufeff{\"a\": \"gr\u00fcn\"}".getBytes(Charset.forName(charset));
    assertThat(ask(type, json, "json", Map.of("/a", "gr\u00fcn")).reason()).isEqualTo("HTTP 200");
    assertThat(ask("", json, "matches", "^\\{.*gr\u00fcn").reason()).isEqualTo("HTTP 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text/html                | windows-1251 | <html><meta charset="windows-1251">
          text/html                | windows-1251 | <!-- <meta charset=gbk> --><META lang=x CHARSET = cp1251 >
          text/html; charset=no    | EUC-JP       | <meta content='text/html;charset=euc-jp' http-equiv=Content-Type>
          text/html                | UTF-8        | <meta name=description content="charset=gbk">
          text/html                | UTF-8        | <meta charset="utf-16">
          text/html                | UTF-8        | <meta charset="none such">
          text/html; charset=utf-8 | UTF-8        | <meta charset="gbk">
          text/xml                 | ISO-8859-2   | <?xml version="1.0" encoding='ISO-8859-2'?>
          ~~                       | GB18030      | <?xml version="1.0" encoding="gb2312" ?>
          text/xml                 | UTF-16LE     | <?xml version="1.0"?>
          application/json         | UTF-16BE     | {"a":
          application/json         | UTF-8        | {"a": "<meta charset=gbk>",
          text/plain               | UTF-8        | <meta charset=gbk>
          text/html; charset=x, text/html;charset=Shift_JIS | windows-31j | <html>
          text/html; charset='utf-16'                       | UTF-16LE    | <html>
          """)
  void detectsCharsetFromContentTypeAndContent(String type, String charset, String start)
      throws IOException {
    String text = charset.startsWith("ISO") ? "\u0142\u00f3d\u017a" : "\u0434\u0430";
    byte[] content = (start + "\n" + text + "\n").getBytes(Charset.forName(charset));
    String field = type == null ? "" : "Content-Type: " + type + "\r\n";
    assertThat(ask(field, content, "matches", "(?m)^" + text + "$").reason()).isEqualTo("HTTP 200");
  }

  @Test
  void decodesLatin1AsWindows1252() throws IOException {
    byte[] quoted = {(byte) 0x80, '5', (byte) 0xfc};
    String type = "Content-Type: text/plain; charset=iso-8859-1\r\n";
    assertThat(ask(type, quoted, "matches", "^\u20ac5\u00fc$").reason()).isEqualTo("HTTP 200");
  }
}
