package org.fletchck.checks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

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
  void findsTheContentHoweverItIsFramed() throws IOException {
    assertThat(ask("", "all is well", "contains", "is well").passed()).isTrue();
    assertThat(ask("Content-Length: 11\r\n", "all is well", "contains", "well").passed()).isTrue();
    assertThat(ask("Content-Length: 6\r\n", "all is well", "contains", "well").passed()).isFalse();
    assertThat(ask("Content-Length: 0\r\n", "", "matches", "^$").passed()).isTrue();
    byte[] chunks = chunked("all is well".getBytes(UTF_8), 3);
    assertThat(ask("Transfer-Encoding: chunked\r\n", chunks, "contains", "is well").passed())
        .isTrue();
  }

  @Test
  void invitesCompressionOnlyWhenItReadsTheContent() throws IOException {
    try (TestServer server =
        TestServer.plain(TestServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))) {
      Map<String, Object> all =
          Ran.map("hostname", "127.0.0.1", "port", server.port(), "tls", false, "reqType", "GET");
      assertThat(Ran.check(new HttpsCheckType(), all).passed()).isTrue();
      all.put("contains", "x");
      assertThat(Ran.check(new HttpsCheckType(), all).reason())
          .isEqualTo("the server closed the connection before the end of the answer");
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
  void saysWhatIsWrongWithTheFraming() throws IOException {
    String chunks = "Transfer-Encoding: chunked\r\n";
    assertThat(ask(chunks, "zz\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the answer are broken");
    assertThat(ask(chunks, "-1\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the answer are broken");
    assertThat(ask(chunks, "2\r\nabc\r\n0\r\n\r\n", "contains", "x").reason())
        .isEqualTo("the chunks of the answer are broken");
    assertThat(ask(chunks, "5\r\nab", "contains", "x").reason())
        .isEqualTo("the server closed the connection before the end of the answer");
    assertThat(ask("Transfer-Encoding: gzip, chunked\r\n", "", "contains", "x").reason())
        .isEqualTo("the answer is transferred as gzip, chunked, not chunked");
    assertThat(ask("Content-Length: 3, 4\r\n", "abc", "contains", "x").reason())
        .isEqualTo("the answer has no sensible length: 3, 4");
    assertThat(ask("Content-Encoding: br\r\n", "abc", "contains", "x").reason())
        .isEqualTo("the content of the answer is coded as br, not gzip");
    assertThat(ask("Content-Encoding: gzip\r\n", "no gzip here", "contains", "x").reason())
        .isEqualTo("the compressed content of the answer is broken");
  }

  @Test
  void judgesTheFirstMiBOnly() throws IOException {
    String early = "found" + "a".repeat(MIB);
    String late = "a".repeat(MIB) + "found";
    assertThat(ask("", early, "contains", "found").passed()).isTrue();
    assertThat(ask("", late, "contains", "found").reason())
        .isEqualTo("the answer does not contain \"found\" in the first MiB");
    assertThat(ask("", "[" + " ".repeat(MIB) + "]", "json", Map.of("", "[]")).reason())
        .isEqualTo("the answer is longer than 1 MiB: its JSON can't be judged");
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
  void readsTheCharsetThatIsNamed() throws IOException {
    byte[] latin = "gr\u00fcn".getBytes(ISO_8859_1);
    String type = "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n";
    assertThat(ask(type, latin, "contains", "gr\u00fcn").passed()).isTrue();
    assertThat(ask("", "gr\u00fcn", "contains", "gr\u00fcn").passed()).isTrue();
    assertThat(ask("Content-Type: a; charset=no such\r\n", "gr\u00fcn", "contains", "\u00fc"))
        .matches(Ran::passed);
  }

  @Test
  void judgesTextAndExpression() throws IOException {
    assertThat(ask("", "status: down", "contains", "up").reason())
        .isEqualTo("the answer does not contain \"up\"");
    assertThat(ask("", "status: down", "matches", "status:\\s+up").reason())
        .isEqualTo("the answer does not match status:\\s+up");
    assertThat(ask("", "status: up", "matches", "status:\\s+up", "contains", "stat").passed())
        .isTrue();
  }

  @Test
  void judgesJson() throws IOException {
    String json = "{\"a\": {\"b\": [1, true, null, \"x\"]}, \"c/d\": 1.50}";
    Map<String, Object> right =
        Map.of("/a/b/0", 1, "/a/b/1", true, "/a/b/2", "null", "/a/b/3", "x", "/c~1d", "1.5");
    assertThat(ask("", json, "json", right).reason()).isEqualTo("HTTP 200");
    assertThat(ask("", json, "json", Map.of("/a/b", "[1,true,null,\"x\"]")).passed()).isTrue();
    assertThat(ask("", json, "json", Map.of("/a/b/0", 2)).reason())
        .isEqualTo("json /a/b/0 is \"1\", expected \"2\"");
    assertThat(ask("", json, "json", Map.of("/z", "y")).reason())
        .isEqualTo("json /z is missing, expected \"y\"");
    assertThat(ask("", "<html>", "json", Map.of("/z", "y")).reason())
        .isEqualTo(
            "the answer is not JSON: line 1, column 1: expected a value, found <; texts stand in"
                + " double quotation marks");
    assertThat(ask("", "{} {}", "json", Map.of("/z", "y")).reason())
        .isEqualTo(
            "the answer is not JSON: line 1, column 4: expected the end, found another value");
    assertThat(ask("", "[".repeat(2_000), "json", Map.of("/z", "y")).reason())
        .matches("the answer is not JSON: .* more than \\d+ levels deep");
    assertThat(ask("", "", "json", Map.of("/z", "y")).passed()).isFalse();
  }

  @Test
  void judgesTheStatusBeforeTheContent() throws IOException {
    assertThat(ask("", "down", "contains", "up", "status", "404").reason())
        .isEqualTo("HTTP 200 OK, expected 404");
  }
}
