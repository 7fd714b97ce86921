package org.fletchck.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns exchanges of the JDK's server into requests. */
final class ExchangeReader {

  /** Characters of an address; RFC 9110, section 4.1, asks to support at least 8,000. */
  static final int LONGEST_ADDRESS = 8 * 1024;

  /** Bytes of a body. */
  static final int LONGEST_BODY = 1024 * 1024;

  /** How much is drained: a client that is still sending when refused would miss the response. */
  private static final int LONGEST_DRAINED = 16 * 1024 * 1024;

  private ExchangeReader() {}

  /**
   * Reads a request to its end.
   *
   * @throws RefusedRequest if it is invalid or too long
   * @throws IOException if the client is gone or too slow
   */
  static Request read(HttpExchange exchange, boolean secure) throws IOException {
    Map<String, String> headers = headers(exchange.getRequestHeaders());
    byte[] body = body(exchange.getRequestBody());
    URI uri = exchange.getRequestURI();
    if (uri.toString().length() > LONGEST_ADDRESS) {
      throw new RefusedRequest(414, "the address is longer than 8 KiB");
    }
    if (!uri.toString().startsWith("/")) {
      throw new RefusedRequest(400, "the address must begin with a slash");
    }
    Request request =
        Request.of(exchange.getRequestMethod(), uri.toString(), headers, body)
            .from(ClientAddresses.text(exchange.getRemoteAddress().getAddress()), secure);
    return exchange.getProtocol().equalsIgnoreCase("HTTP/1.0") ? request.old() : request;
  }

  private static Map<String, String> headers(Headers all) {
    if (all.containsKey("Content-Length") && all.containsKey("Transfer-Encoding")) {
      throw new RefusedRequest(400, "the request has both Content-Length and Transfer-Encoding");
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach((name, values) -> headers.put(name, joined(name, values)));
    return headers;
  }

  private static String joined(String name, List<String> values) {
    if (values.size() > 1 && name.equalsIgnoreCase("Host")) {
      throw new RefusedRequest(400, "the request has two Host headers");
    }
    return String.join(name.equalsIgnoreCase("Cookie") ? "; " : ", ", values);
  }

  private static byte[] body(InputStream in) throws IOException {
    byte[] body = in.readNBytes(LONGEST_BODY + 1);
    if (body.length <= LONGEST_BODY) {
      return body;
    }
    byte[] rest = new byte[8192];
    for (int drained = 0; drained < LONGEST_DRAINED; ) {
      int read = in.read(rest);
      if (read < 0) {
        break;
      }
      drained += read;
    }
    throw new RefusedRequest(413, "the request is longer than 1 MiB");
  }
}
