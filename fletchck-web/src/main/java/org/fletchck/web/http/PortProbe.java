package org.fletchck.web.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Connects to a port of this program to see whether it accepts anybody. */
final class PortProbe {

  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final Duration REFUSING = Duration.ofMillis(500);

  private PortProbe() {}

  /** Returns whether whoever connects is turned away at once; takes half a second if not. */
  static boolean isTurnedAway(InetSocketAddress bound) {
    InetAddress to =
        bound.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : bound.getAddress();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(to, bound.getPort()), Math.toIntExact(CONNECTING.toMillis()));
      socket.setSoTimeout(Math.toIntExact(REFUSING.toMillis()));
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false; // the server waits for a request
    } catch (IOException e) {
      return true;
    }
  }
}
