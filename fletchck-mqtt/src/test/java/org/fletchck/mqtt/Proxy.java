package org.fletchck.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Stands between a client and a port of loopback; can stop forwarding, as a cut cable does. */
final class Proxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean cut;

  Proxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on nothing passes, in either direction, and no connection is closed. */
  void cut() {
    cut = true;
  }

  /** Passes again what comes from now on; connections from before are gone. */
  void mend() {
    cut = false;
    closeAll();
  }

  /** Waits until so many connections were made. */
  void awaitConnections(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> connections.get() >= count);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        sockets.add(client);
        connections.incrementAndGet();
        if (!cut) {
          Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(broker);
          start(() -> forward(client, broker));
          start(() -> forward(broker, client));
        }
      }
    } catch (IOException e) {
      closeAll(); // closed
    }
  }

  private void forward(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!cut) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      return; // one side is gone: the other is closed too
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void closeAll() {
    sockets.forEach(Proxy::close);
    sockets.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeAll();
  }
}
