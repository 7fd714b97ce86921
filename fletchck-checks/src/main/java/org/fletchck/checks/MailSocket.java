package org.fletchck.checks;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocketFactory;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Connection} in the shape that angus-mail wants: what is read has a limit, its end is an
 * exception, and TLS is started and judged by us.
 */
final class MailSocket extends Socket {

  private static final int MOST = 64 * 1024;

  /** Starts TLS on a {@link MailSocket}, when angus-mail's SMTP is ready for it. */
  static final SSLSocketFactory STARTTLS = new StartTls();

  private final Connection connection;
  private final Tls tls;
  private HttpInput in;
  private @Nullable Evidence evidence;

  MailSocket(Connection connection, Tls tls) throws IOException {
    this.connection = connection;
    this.tls = tls;
    in = limited(connection);
  }

  private static HttpInput limited(Connection connection) throws IOException {
    HttpInput in = new HttpInput(connection.in());
    in.limit(MOST, "the server sends more than " + MOST / 1024 + " KiB");
    return in;
  }

  /**
   * Secures the connection. What came before and wasn't read is dropped, for nobody vouches for it
   * (RFC 3207, section 6). Streams must be fetched anew.
   */
  void startTls() throws IOException {
    evidence = connection.startTls(tls);
    in = limited(connection);
  }

  /** Tells whether TLS was started. */
  boolean isSecure() {
    return evidence != null;
  }

  /** Waits for the first byte of the greeting. */
  void await() throws IOException {
    if (!in.await()) {
      throw new EOFException();
    }
  }

  /** Returns the result with what the server showed, if it came to TLS. */
  CheckResult judge(CheckResult result) {
    return evidence == null ? result : evidence.judge(result);
  }

  Target target() {
    return connection.target();
  }

  @Override
  public InputStream getInputStream() {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        return found(super.read());
      }

      @Override
      public int read(byte[] b, int from, int length) throws IOException {
        return found(super.read(b, from, length));
      }
    };
  }

  private static int found(int read) throws EOFException {
    if (read < 0) {
      throw new EOFException();
    }
    return read;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return connection.out();
  }

  /** Returns the address with the host's name, so that nobody asks DNS for it. */
  @Override
  public InetAddress getInetAddress() {
    InetAddress address = connection.socket().getInetAddress();
    try {
      return InetAddress.getByAddress(target().host(), address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for an address of a strange length
    }
  }

  @Override
  public InetAddress getLocalAddress() {
    return connection.socket().getLocalAddress();
  }

  @Override
  public int getPort() {
    return target().port();
  }

  @Override
  public synchronized void close() throws IOException {
    connection.close();
  }

  /** Does the one thing that SMTP's STARTTLS needs. */
  private static final class StartTls extends SSLSocketFactory {

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
        throws IOException {
      ((MailSocket) plain).startTls();
      return plain;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return new String[0];
    }
  }
}
