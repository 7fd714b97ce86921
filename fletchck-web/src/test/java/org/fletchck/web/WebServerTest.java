package org.fletchck.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.web.auth.LoginPages;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.LogLines;
import org.fletchck.web.http.Response;
import org.fletchck.web.tls.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

  private static final String HASH =
      "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8";

  @TempDir private Path folder;

  private final LogLines log = new LogLines(LoginPages.class);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Site site = Site.with(Types.of()).onDemand().open(SiteConfig.empty());
  private WebServer web = WebServer.of(site, SiteEditor.inMemory(site));

  @AfterEach
  void close() {
    web.close();
    site.close();
    log.close();
  }

  @Test
  void printsOneTimeLoginLinkWhenThereAreNoUsers() throws Exception {
    start(Map.of("port", 0));

    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .matches(
            "web pages at http://localhost:\\d+/login\\?code=[\\w-]{43}"
                + " \\(this link works once, for 15 minutes\\)");
    String link = said.get(0).replaceFirst("web pages at (\\S+) .*", "$1");
    HttpResponse<String> page = get(link);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    HttpResponse<String> in =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(link.replaceFirst("\\?.*", "")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(link.replaceFirst(".*\\?", "")))
                    .build(),
                BodyHandlers.ofString());
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void printsNewLoginLinkOnRequestUnlessThereAreUsers() throws Exception {
    start(Map.of("port", 0));
    web.printUrl();
    assertThat(said).hasSize(2).doesNotHaveDuplicates();

    apply(Map.of("port", 0, "users", Map.of("alice", HASH), "path", "/mon"));
    web.printUrl();

    assertThat(said).last().asString().matches("web pages at http://localhost:\\d+/mon/");
    apply(Map.of("port", 0));
    await().until(() -> said.get(said.size() - 1).contains("/login?code="));
  }

  @Test
  void servesNothingWithoutWebuiSectionUnlessPortIsGiven() throws Exception {
    web.start(console());
    assertThat(web.address()).isEmpty();

    apply(Map.of("port", 0));
    await().until(() -> web.address().isPresent());
    site.apply(SiteConfig.empty());
    await().until(() -> web.address().isEmpty());
    web.close();
    web = WebServer.of(site, SiteEditor.inMemory(site)).onPort(0);
    web.start(console());

    assertThat(web.address()).isPresent();
  }

  @Test
  void switchesToChangedPort() throws Exception {
    int port = freePort();
    start(Map.of("port", port));
    int other = freePort();

    apply(Map.of("port", other));

    await().until(() -> web.address().filter(a -> a.getPort() == other).isPresent());
    assertThat(get("http://localhost:" + other + "/login").statusCode()).isEqualTo(200);
    assertThat(said).hasSize(2);
  }

  @Test
  void warnsOfPortInUseAndStaysOnOldPort() throws Exception {
    start(Map.of("port", 0));
    int before = web.address().orElseThrow().getPort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      apply(Map.of("port", taken.getLocalPort()));

      await().until(() -> said.stream().anyMatch(line -> line.contains("they remain at")));
      assertThat(said)
          .anyMatch(
              line ->
                  line.startsWith(
                          "WARN no web pages there, they remain at http://localhost:%d/: port %d of"
                              .formatted(before, taken.getLocalPort()))
                      && line.contains("is another program, or another fletchck, using it"));
      assertThat(web.address().orElseThrow().getPort()).isEqualTo(before);
    }
  }

  @Test
  void switchesToHttpsOnceCertificateExists() throws Exception {
    int port = freePort();
    start(Map.of("port", port));
    Path cert = folder.resolve("later.pem");
    Path key = folder.resolve("later.key");
    Map<String, Object> tls = Map.of("port", port, "cert", cert.toString(), "key", key.toString());
    apply(tls);
    await().until(() -> said.stream().anyMatch(line -> line.contains("there is no file")));
    assertThat(get("http://localhost:" + port + "/login").statusCode()).isEqualTo(200);

    SelfSigned.write(cert, key, List.of("localhost"), Instant.parse("2026-11-21T00:00:00Z"));
    apply(tls);

    await().until(() -> said.stream().anyMatch(line -> line.contains("web pages at https://")));
  }

  @Test
  void startsWithoutWebPagesWhenPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(Map.of("port", taken.getLocalPort()));

      assertThat(web.address()).isEmpty();
      assertThat(said).hasSize(1).first().asString().startsWith("WARN no web pages: port ");
    }
  }

  @Test
  void servesHttpsWithCertificate() throws Exception {
    Path cert = folder.resolve("c.pem");
    Path key = folder.resolve("k.pem");
    SelfSigned.write(cert, key, List.of("localhost"), Instant.parse("2026-11-21T00:00:00Z"));

    start(Map.of("port", 0, "cert", cert.toString(), "key", key.toString()));

    assertThat(said).first().asString().startsWith("web pages at https://localhost:");
  }

  @Test
  void warnsOfMissingCertificateFile() throws Exception {
    start(Map.of("port", 0, "cert", folder.resolve("none.pem").toString()));

    assertThat(said)
        .containsExactly("WARN no web pages: there is no file " + folder.resolve("none.pem"));
  }

  @Test
  void listensOnLoopbackOnlyWithoutUsers() throws Exception {
    start(Map.of("port", 0, "host", "0.0.0.0"));

    assertThat(web.address().orElseThrow().getAddress().isLoopbackAddress()).isTrue();
    assertThat(said).first().asString().startsWith("WARN webui.users is empty");
  }

  @Test
  void refusesPublicHostWithoutCertificate() throws Exception {
    Map<String, Object> users = Map.of("alice", HASH);
    start(Map.of("port", 0, "host", "0.0.0.0", "users", users));

    assertThat(web.address()).isEmpty();
    assertThat(said)
        .containsExactly(
            "WARN no web pages: webui.host is 0.0.0.0, and there is no certificate: passwords"
                + " would be sent unencrypted; set webui.cert and webui.key, webui.proxies, or the"
                + " host localhost");
  }

  @Test
  void warnsOfUnknownHost() throws Exception {
    start(Map.of("port", 0, "host", "no-such-host.invalid"));

    assertThat(said).first().asString().contains("webui.host: unknown host no-such-host.invalid");
  }

  @Test
  void closesPromptlyWithOpenStreams() throws Exception {
    start(Map.of("port", 0));
    web.pages().routes().get("/stream", Access.PUBLIC, r -> Response.events(sink -> {}));
    InetSocketAddress address = web.address().orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');

      assertTimeoutPreemptively(Duration.ofSeconds(5), web::close);

      socket.setSoTimeout(5_000);
      while (socket.getInputStream().read() >= 0) {
        // what was on the way
      }
    }
  }

  private WebConsole console() {
    return new WebConsole() {
      @Override
      public void say(String line) {
        said.add(line);
      }

      @Override
      public void warn(String line) {
        said.add("WARN " + line);
      }
    };
  }

  private void start(Map<String, Object> webui) {
    apply(webui);
    web.start(console());
  }

  private void apply(Map<String, Object> webui) {
    site.apply(SiteConfig.of(Map.of("webui", webui)));
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
