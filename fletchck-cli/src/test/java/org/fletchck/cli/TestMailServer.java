package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes every mail that it is sent. */
final class TestMailServer implements AutoCloseable {

  private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  private final ServerSocket listener;
  private volatile boolean busy;

  /** A mail as it came. */
  record Mail(String text) {

    /** Returns a header on one line, or nothing. */
    String header(String name) {
      String head = text.substring(0, text.indexOf("\n\n")).replaceAll("\n[ \t]+", " ");
      Matcher matcher = Pattern.compile("(?mi)^" + name + ": *(.*)$").matcher(head);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  private TestMailServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  static TestMailServer start() throws IOException {
    return new TestMailServer();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Turns clients away for a while, or no more. */
  void busy(boolean now) {
    busy = now;
  }

  /** Returns the next mail. */
  Mail await() throws InterruptedException {
    Mail mail = mails.poll(40, TimeUnit.SECONDS);
    if (mail == null) {
      throw new AssertionError("no mail came");
    }
    return mail;
  }

  /** Returns the mails that were not asked for yet. */
  List<Mail> rest() {
    return List.copyOf(mails);
  }

  /** Tells whether all mails were asked for. */
  boolean isEmpty() {
    return mails.isEmpty();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        converse(socket);
      } catch (IOException e) {
        // a client that was killed, or the end of this server: the tests look at mails
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    if (busy) {
      say(socket, "421 test too busy");
      return;
    }
    say(socket, "220 test ESMTP");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "DATA" -> {
          say(socket, "354 go ahead");
          String mail = read(in);
          say(socket, "250 taken");
          mails.add(new Mail(mail));
        }
        case "QUIT" -> say(socket, "221 bye");
        default -> say(socket, "250 ok");
      }
    }
  }

  private static String read(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("broken off");
      }
      mail.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
    }
    return mail.toString();
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
