package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as it is asked to: by the beginning of a command, {@code greeting} or
 * {@code .} for the end of a mail; yes to all else.
 */
final class ScriptedSmtp implements AutoCloseable {

  /** Answers nothing. */
  static final String SILENCE = "silence";

  /** Answers one byte at a time, without end. */
  static final String TRICKLE = "trickle";

  /** Answers without end, as fast as it goes. */
  static final String FLOOD = "flood";

  /** Closes the connection. */
  static final String HANG_UP = "hang up";

  final List<String> commands = new CopyOnWriteArrayList<>();

  private final ServerSocket listener;
  private final Map<String, String> script;
  private final @Nullable SSLContext tls;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ScriptedSmtp(Map<String, String> script, @Nullable SSLContext tls) throws IOException {
    this.script = script;
    this.tls = tls;
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  static ScriptedSmtp start(Map<String, String> script) throws IOException {
    return new ScriptedSmtp(script, null);
  }

  /** Starts one that can do STARTTLS. */
  static ScriptedSmtp start(Map<String, String> script, SSLContext tls) throws IOException {
    return new ScriptedSmtp(script, tls);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        converse(socket);
      }
    } catch (IOException e) {
      if (closed.getCount() > 0) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void converse(Socket connection) throws IOException {
    Socket socket = connection;
    try {
      answer(socket, "greeting", "220 test ESMTP");
      BufferedReader in = reader(socket);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        answer(socket, line, usual(line));
        if (line.equals("STARTTLS") && tls != null) {
          socket = encrypted(socket, tls);
          in = reader(socket);
        } else if (line.equals("DATA") && !script.containsKey("DATA")) {
          readMail(in);
          answer(socket, ".", "250 taken");
        }
      }
    } catch (IOException e) {
      // the client left, or this server is asked to: the tests look at the client
    } finally {
      connection.close();
    }
  }

  private String usual(String line) {
    return switch (line.substring(0, Math.min(4, line.length()))) {
      case "EHLO" -> tls == null ? "250-test\r\n250 AUTH PLAIN LOGIN" : "250-test\r\n250 STARTTLS";
      case "AUTH" -> "235 welcome";
      case "STAR" -> "220 go ahead";
      case "DATA" -> "354 go ahead";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private void answer(Socket socket, String command, String usual) throws IOException {
    String text =
        script.entrySet().stream()
            .filter(entry -> command.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(usual);
    OutputStream out = socket.getOutputStream();
    switch (text) {
      case SILENCE -> pause(Long.MAX_VALUE);
      case TRICKLE -> {
        while (pause(20)) {
          out.write('2');
          out.flush();
        }
      }
      case FLOOD -> {
        byte[] line = "250-more and more\r\n".getBytes(UTF_8);
        while (closed.getCount() > 0) {
          out.write(line);
        }
      }
      case HANG_UP -> throw new IOException("hangs up");
      default -> {
        out.write((text + "\r\n").getBytes(UTF_8));
        out.flush();
      }
    }
  }

  /** Waits for the end of the server at most so long; tells whether it goes on. */
  private boolean pause(long millis) throws IOException {
    try {
      return !closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static Socket encrypted(Socket plain, SSLContext tls) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  private static void readMail(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
