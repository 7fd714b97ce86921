package org.fletchck.checks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on loopback that does what a test says with each connection. */
final class TestServer implements AutoCloseable {

  /** Serves one connection, which is closed afterwards. */
  @FunctionalInterface
  interface Handler {
    void serve(Conversation talk) throws Exception;
  }

  private final ServerSocket listener;
  private final SSLContext tls;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> sessions = new CopyOnWriteArrayList<>();

  private final Consumer<SSLSocket> setup;

  private TestServer(SSLContext tls, Consumer<SSLSocket> setup, Handler handler)
      throws IOException {
    this.tls = tls;
    this.setup = setup;
    this.handler = handler;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  static TestServer plain(Handler handler) throws IOException {
    return new TestServer(null, socket -> {}, handler);
  }

  /** Makes one whose sockets are set up before they are made secure. */
  static TestServer plain(Consumer<SSLSocket> setup, Handler handler) throws IOException {
    return new TestServer(null, setup, handler);
  }

  static TestServer tls(Pki.Identity identity, Handler handler) throws IOException {
    return tls(identity, socket -> {}, handler);
  }

  /** Makes one whose sockets are set up before they speak TLS. */
  static TestServer tls(Pki.Identity identity, Consumer<SSLSocket> setup, Handler handler)
      throws IOException {
    return new TestServer(identity.serverContext(), setup, handler);
  }

  /** Answers each HTTP request with this text and closes. */
  static Handler answer(String answer) {
    return talk -> {
      talk.request();
      talk.send(answer);
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Returns the heads of the requests that were read whole. */
  List<String> requests() {
    return requests;
  }

  /** Returns the TLS session of each connection. */
  List<String> sessions() {
    return sessions;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        start("serve", () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Socket talked = socket;
      if (tls != null) {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secure.setUseClientMode(false);
        setup.accept(secure);
        secure.startHandshake();
        sessions.add(secure.getSession().toString());
        talked = secure;
      }
      try (Socket last = talked) {
        handler.serve(new Conversation(last));
      }
    } catch (Exception e) {
      // The client may leave at any time.
    } finally {
      open.remove(socket);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "test-server-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** The server's end of one connection. */
  final class Conversation {

    private final Socket socket;
    private final InputStream in;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads the head of a request, and its body if it tells the length. */
    String request() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("no whole request");
        }
        bytes.write(b);
      }
      String head = bytes.toString(StandardCharsets.UTF_8);
      String length = head.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
      int body = length.equals(head) ? 0 : Integer.parseInt(length);
      String request = head + new String(in.readNBytes(body), StandardCharsets.UTF_8);
      requests.add(request);
      return request;
    }

    /** Reads what arrives first, so that closing doesn't reset the connection. */
    void readSome() throws IOException {
      in.readNBytes(1);
      in.readNBytes(in.available());
    }

    /** Reads a line without its end. */
    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("no whole line");
        }
        line.append((char) b);
      }
      return line.toString().stripTrailing();
    }

    /** Reads so many bytes. */
    byte[] read(int count) throws IOException {
      return in.readNBytes(count);
    }

    /** Reads until the client closes. */
    void readAll() throws IOException {
      in.readAllBytes();
    }

    /** Makes a plain connection secure; the result takes the place of this. */
    Conversation secure(Pki.Identity identity) throws IOException {
      SSLSocket secure =
          (SSLSocket) identity.serverContext().getSocketFactory().createSocket(socket, null, false);
      secure.setUseClientMode(false);
      setup.accept(secure);
      secure.startHandshake();
      sessions.add(secure.getSession().toString());
      return new Conversation(secure);
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /** Makes the closing of the connection a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }

    /** Waits for that long or until the server is closed; tells whether to go on. */
    boolean pause(long millis) throws InterruptedException {
      return !closed.await(millis, TimeUnit.MILLISECONDS);
    }
  }
}
