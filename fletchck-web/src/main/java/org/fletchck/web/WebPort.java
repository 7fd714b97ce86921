package org.fletchck.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fletchck.schedule.Scheduler;
import org.fletchck.web.WebSettings.Place;
import org.fletchck.web.http.HttpListener;
import org.fletchck.web.tls.ServerTls;
import org.jspecify.annotations.Nullable;

/** An open port, with its certificate. */
record WebPort(Place place, HttpListener listener, @Nullable ServerTls tls)
    implements AutoCloseable {

  /**
   * A place that can be opened, as far as can be known without opening the port.
   *
   * @param address where to listen
   */
  record PortSettings(Place place, InetSocketAddress address, @Nullable ServerTls tls) {

    /**
     * Opens the port.
     *
     * @throws IOException if it can't be opened; says why, and what would work
     */
    WebPort open(HttpListener.RequestHandler answerer, Scheduler scheduler) throws IOException {
      String where = "port %d of %s can't be opened: ".formatted(place.port(), place.host());
      try {
        return new WebPort(
            place,
            HttpListener.open(address, tls == null ? null : tls.context(), answerer, scheduler),
            tls);
      } catch (BindException e) {
        String question = "; is another program, or another fletchck, using it?";
        throw new IOException(where + e.getMessage() + question, e);
      } catch (SocketException e) {
        throw new IOException(where + e.getMessage(), e);
      }
    }
  }

  /**
   * Reads the certificate and resolves the host.
   *
   * @throws IOException if either fails; says what is wrong, and what would work
   */
  static PortSettings prepare(Place place) throws IOException {
    Path cert = place.cert();
    ServerTls tls =
        cert == null ? null : ServerTls.read(cert, Objects.requireNonNullElse(place.key(), cert));
    return new PortSettings(place, new InetSocketAddress(address(place), place.port()), tls);
  }

  private static InetAddress address(Place place) throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(place.host().equals("*") ? "0.0.0.0" : place.host());
    } catch (UnknownHostException e) {
      throw new IOException(
          "webui.host: unknown host " + place.host() + "; localhost is this machine only", e);
    }
    if (address.isLoopbackAddress()) {
      return address;
    }
    if (place.onlyHere()) {
      return InetAddress.getByName("localhost");
    }
    if (place.cert() == null && !place.proxied()) {
      throw new IOException(
          "webui.host is %s, and there is no certificate: passwords would be sent unencrypted;"
                  .formatted(place.host())
              + " set webui.cert and webui.key, webui.proxies, or the host localhost");
    }
    return address;
  }

  /** Returns the names in the certificate. */
  List<String> names() {
    return tls == null ? List.of() : tls.names();
  }

  /** Returns the address for a browser, as far as it can be known. */
  String url() {
    InetSocketAddress bound = listener.address();
    InetAddress address = bound.getAddress();
    boolean here = address.isLoopbackAddress() || address.isAnyLocalAddress();
    return "%s://%s:%d"
        .formatted(
            tls == null ? "http" : "https", here ? "localhost" : place.host(), bound.getPort());
  }

  @Override
  public void close() {
    listener.close();
  }
}
