package org.fletchck.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP by hand, so that it can also do it wrong. */
final class RawClient implements AutoCloseable {

  private final Socket socket = new Socket();

  RawClient(InetSocketAddress server) throws IOException {
    socket.setSoTimeout(20_000);
    socket.connect(server);
  }

  /** What came back; names of headers in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  RawClient send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Answer get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
  }

  /** Reads an answer of known length. */
  Answer answer() throws IOException {
    Answer head = head();
    int length = Integer.parseInt(head.headers.getOrDefault("content-length", "0"));
    byte[] body = socket.getInputStream().readNBytes(length);
    return new Answer(head.status, head.headers, new String(body, UTF_8));
  }

  /** Reads the head of an answer. */
  Answer head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(": *", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    return new Answer(status, headers, "");
  }

  /** Reads a line. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed after: " + line.toString(UTF_8));
      }
      line.write(c);
    }
    return line.toString(UTF_8).strip();
  }

  /** Reads until the server has closed the connection, and returns how many bytes came. */
  int rest() throws IOException {
    byte[] some = new byte[8192];
    int bytes = 0;
    try {
      for (int n = socket.getInputStream().read(some); n >= 0; ) {
        bytes += n;
        n = socket.getInputStream().read(some);
      }
    } catch (SocketException e) {
      return bytes; // reset, which ends it as well
    }
    return bytes;
  }

  /** Waits until the server has closed the connection. */
  boolean isClosed() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
