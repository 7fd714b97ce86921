package com.example.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/** Implements the necessary part of the Redis serialization protocol (RESP2), with limits. */
final class RedisTalk {

  private static final int LONGEST_LINE = 1024;
  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final Socket socket;
  private final InputStream in;

  RedisTalk(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a command and returns the answer. Errors never repeat arguments, which may be secret. */
  String ask(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append("$" + word.getBytes(UTF_8).length + "\r\n" + word + "\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(UTF_8));
    String line = line();
    if (line.startsWith("-")) {
      throw new IOException(words[0] + " was refused: " + line.substring(1));
    }
    if (line.startsWith("+")) {
      return line.substring(1);
    }
    if (line.matches("\\$[0-9]{1,7}")) {
      return text(Integer.parseInt(line.substring(1)));
    }
    throw new IOException("this is not a Redis server: it answered \"" + line + '"');
  }

  /** Returns the names and values that the server reports about itself. */
  Map<String, String> info() throws IOException {
    Map<String, String> info = new HashMap<>();
    for (String line : ask("INFO").split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        info.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return info;
  }

  static long number(Map<String, String> info, String name) throws IOException {
    String value = info.getOrDefault(name, "");
    if (!value.matches("[0-9]{1,18}")) {
      throw new IOException("the server doesn't report " + name);
    }
    return Long.parseLong(value);
  }

  private String text(int length) throws IOException {
    if (length > LONGEST_ANSWER) {
      throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || !line().isEmpty()) {
      throw new EOFException("the answer ended early");
    }
    return new String(bytes, UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("this is not a Redis server: it sent an endless line");
      }
      line.write(next);
    }
    return line.toString(UTF_8).stripTrailing();
  }
}
