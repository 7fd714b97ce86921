package org.fletchck.cli;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server on loopback with a self-signed certificate, for a demonstration. */
final class DemoServer implements AutoCloseable {

  /** Protects a key that lives as long as the demonstration, in a folder of its owner. */
  private static final String PASSWORD = "demonstration";

  private final HttpsServer server;

  private DemoServer(HttpsServer server) {
    this.server = server;
  }

  /**
   * Starts a server on a free port.
   *
   * @param folder where its key is kept
   * @param broken returns, for each request, whether the server is down and responds with 503
   */
  static DemoServer start(Path folder, BooleanSupplier broken)
      throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(key(folder))));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(broken.getAsBoolean() ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
    return new DemoServer(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static Path key(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("demo.p12");
    Files.deleteIfExists(store);
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    if (!Files.isExecutable(program)) {
      throw new InputException(
          "the demo needs " + program + ", which this Java installation lacks");
    }
    List<String> command =
        List.of(
            program.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "demo",
            "-storetype",
            "PKCS12",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-validity",
            "30",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool could not create a key in " + folder);
      }
    } finally {
      keytool.destroyForcibly();
    }
    return store;
  }

  private static SSLContext tls(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in " + store + " can't be used: " + e.getMessage(), e);
    }
  }
}
