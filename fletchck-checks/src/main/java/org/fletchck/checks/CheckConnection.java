package org.fletchck.checks;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.CheckContext;

/**
 * A TCP connection of one attempt, plain at first, which ends at the deadline.
 *
 * <pre>{@code
 * try (CheckConnection connection = CheckConnection.open(steps, target)) {
 *   HandshakeInfo handshake = connection.startTls(tls);
 *   ...
 *   return handshake.judge(result);
 * } catch (UntrustedException e) {
 *   return e.result();
 * }
 * }</pre>
 */
final class CheckConnection implements Closeable {

  private final TimedSteps steps;
  private final Endpoint target;
  private Socket socket;

  private CheckConnection(TimedSteps steps, Endpoint target, Socket socket) {
    this.steps = steps;
    this.target = target;
    this.socket = socket;
  }

  /**
   * Resolves the host (phase {@code resolve}) and tries its addresses in turn (phase {@code
   * connect}).
   *
   * @throws IOException with the reason in plain words
   */
  static CheckConnection open(TimedSteps steps, Endpoint target) throws IOException {
    CheckContext context = steps.context();
    List<InetAddress> addresses =
        steps.time("resolve", "resolving " + target.host(), () -> context.resolve(target.host()));
    Socket socket =
        steps.time(
            "connect",
            "connecting to " + target,
            () -> connectToAny(context, addresses, target.port()));
    return new CheckConnection(steps, target, socket);
  }

  private static Socket connectToAny(CheckContext context, List<InetAddress> addresses, int port)
      throws IOException {
    int left = addresses.size();
    List<IOException> failures = new ArrayList<>();
    for (InetAddress address : addresses) {
      // No limit for the last one: the deadline closes the socket.
      long share = left == 1 ? 0 : Math.max(1, context.remaining().toMillis() / left);
      left--;
      try {
        return connect(context, new InetSocketAddress(address, port), (int) share);
      } catch (IOException e) {
        if (left == 0 || context.remaining().isZero()) {
          failures.forEach(e::addSuppressed);
          throw e;
        }
        failures.add(e);
        context.log(NetworkFailureText.said(e));
      }
    }
    throw new IOException("the host has no address");
  }

  private static Socket connect(CheckContext context, InetSocketAddress address, int millis)
      throws IOException {
    Endpoint place = new Endpoint(address.getAddress().getHostAddress(), address.getPort());
    Socket socket = context.closeAtDeadline(new Socket());
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, millis);
    } catch (IOException e) {
      socket.close();
      if (e instanceof BindException
          && address.getAddress() instanceof Inet6Address
          && isPortLeft()) {
        // Without the cause, which looks like a shortage of ports: there is no address to use.
        throw new IOException(
            "can't connect to " + place + ": no IPv6 address of this machine reaches it");
      }
      throw new IOException(NetworkFailureText.connect(e, place), e);
    }
    context.log("connected to " + place);
    return socket;
  }

  private static boolean isPortLeft() {
    try (Socket any = new Socket()) {
      any.bind(new InetSocketAddress(0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Secures the connection (phase {@code tls}), logs what the server presented and returns it.
   *
   * @throws UntrustedException if the server isn't trusted; nothing but the handshake was sent
   * @throws ClientCertificateException if it is trusted, but requires a client certificate
   * @throws IOException if the handshake fails
   */
  HandshakeInfo startTls(Tls tls) throws IOException {
    try {
      Tls.SecuredSocket secured =
          steps.time(
              "tls",
              "negotiating TLS with " + target,
              () -> tls.handshake(socket, target, steps.context().clock().instant()));
      socket = secured.socket();
      return trusted(secured.evidence());
    } catch (ClientCertificateException e) {
      trusted(e.evidence());
      throw e;
    }
  }

  private HandshakeInfo trusted(HandshakeInfo handshake) throws UntrustedException {
    handshake.lines().forEach(steps.context()::log);
    if (handshake.distrust() != null) {
      throw new UntrustedException(handshake);
    }
    return handshake;
  }

  /** Returns the endpoint that was asked for. */
  Endpoint target() {
    return target;
  }

  /** Returns the current socket, for its addresses. */
  Socket socket() {
    return socket;
  }

  /** Returns what the server sends. */
  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** Returns the output stream; write whole messages, as each write is sent at once. */
  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
