package org.fletchck.actions;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.fletchck.spi.RunContext;

/** Opens connections that are closed at the deadline, whatever the peer does. */
final class MailConnection {

  private MailConnection() {}

  /**
   * Connects to the first address that answers; each gets its share of the time left.
   *
   * @throws IOException the failure of the last address, with those of the others suppressed
   */
  static Socket open(String host, int port, RunContext context) throws IOException {
    List<InetAddress> addresses = context.resolve(host);
    IOException failure = new IOException("host " + host + " has no address");
    for (int i = 0; i < addresses.size(); i++) {
      long share = context.remaining().toMillis() / (addresses.size() - i);
      try {
        return connect(named(host, addresses.get(i)), port, (int) Math.max(1, share), context);
      } catch (IOException e) {
        if (i > 0) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure;
  }

  private static Socket connect(InetAddress address, int port, int millis, RunContext context)
      throws IOException {
    Socket socket = context.closeAtDeadline(new LimitedSocket());
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, port), millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "connecting to " + address.getHostAddress() + " failed: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the address with the host name it was found by: the library verifies certificates
   * against the name, and would look one up if the address had none.
   */
  private static InetAddress named(String host, InetAddress address) throws IOException {
    return address instanceof Inet6Address six
        ? Inet6Address.getByAddress(host, six.getAddress(), six.getScopeId())
        : InetAddress.getByAddress(host, address.getAddress());
  }

  /** Starts TLS on the socket, and requires a trusted certificate that is valid for the host. */
  static Socket encrypt(Socket plain, String host, SSLSocketFactory sockets) throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
