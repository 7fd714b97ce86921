package com.example.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** A server on loopback that sends these answers, one per command, and is silent after them. */
final class ScriptedRedis implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> answers;

  ScriptedRedis(String... answers) throws IOException {
    this.answers = List.of(answers);
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-redis");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns an answer to INFO. */
  static String info(long used, long most, long lastSave) {
    String text =
        "# Server\r\nredis_version:7.0.15\r\nused_memory:%d\r\nmaxmemory:%d\r\n"
                .formatted(used, most)
            + "rdb_last_save_time:%d\r\n".formatted(lastSave);
    return "$" + text.length() + "\r\n" + text;
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        for (String answer : answers) {
          skipCommand(in);
          client.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
        }
        skipCommand(in);
        in.readLine();
      } catch (IOException e) {
        // the client or this server was closed
      }
    }
  }

  private static void skipCommand(BufferedReader in) throws IOException {
    String count = in.readLine();
    if (count != null) {
      for (int line = 0; line < 2 * Integer.parseInt(count.substring(1)); line++) {
        in.readLine();
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
