package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the broker does, checks keep their times and the program ends when it is asked to. */
class MqttTroubleIT {

  private static final Duration ENDING = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private interface Step {
    void take(Launched run) throws Exception;
  }

  private Path site(String mqtt, TestWebServer web) throws IOException {
    Path place = Files.createDirectories(folder.resolve("site"));
    String json =
        """
        {'grace': 0, 'mqtt': {%s}, 'checks': {
          'web': {'type': 'https', 'trigger': {'interval': {'seconds': 1}}, 'publish': 'site/web',
            'options': {'hostname': '127.0.0.1', 'port': %d, 'tls': false}}}}
        """
            .formatted(mqtt, web.port());
    Files.writeString(place.resolve("fletchck.conf"), json.replace('\'', '"'));
    return place;
  }

  private void staysWellWith(String mqtt, Step until) throws Exception {
    try (TestWebServer web = TestWebServer.answering(200);
        Launched run = Launched.fletchck(site(mqtt, web), "run")) {
      until.take(run);

      web.awaitRequests(1);
      long began = System.nanoTime();
      web.awaitRequests(3);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(2_500), Duration.ofMillis(3_800));
      run.signal("TERM");
      assertThat(run.awaitEnd(ENDING)).isZero();
    }
  }

  private static String at(int port) {
    return "'hostname': '127.0.0.1', 'lwt': 'here', 'port': " + port;
  }

  @Test
  void keepsRunningWhileBrokerIsAbsent() throws Exception {
    staysWellWith(at(MqttBroker.freePort()), run -> run.err().await("connection refused"));
  }

  @Test
  void keepsRunningWhileBrokerAcceptsButNeverAnswers() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      staysWellWith(at(mute.getLocalPort()), run -> mute.accept());
    }
  }

  @Test
  void keepsRunningWhileBrokerRejectsPassword() throws Exception {
    Path passwords = folder.resolve("passwords");
    call("mosquitto_passwd", "mosquitto", "-b", "-c", passwords.toString(), "edge", "right");
    try (MqttBroker broker =
        new MqttBroker(folder, "allow_anonymous false", "password_file " + passwords)) {
      broker.start();
      staysWellWith(
          at(broker.port()) + ", 'username': 'edge', 'password': 'wrong'",
          run -> run.err().await("the broker refuses the login"));
    }
  }

  @Test
  void keepsRunningWhileBrokerCertificateIsUntrusted() throws Exception {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    call(
        "openssl",
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        "9",
        "-keyout",
        key.toString(),
        "-out",
        cert.toString());
    try (MqttBroker broker =
        new MqttBroker(folder, "allow_anonymous true", "certfile " + cert, "keyfile " + key)) {
      broker.start();
      staysWellWith(at(broker.port()) + ", 'tls': true", run -> run.err().await("TLS failed"));
    }
  }

  @Test
  void keepsRunningWhenBrokerFreezes() throws Exception {
    try (MqttBroker broker = new MqttBroker(folder)) {
      broker.start();
      staysWellWith(
          at(broker.port()),
          run -> {
            run.out().await("mqtt: connected to");
            broker.freeze();
          });
    }
  }

  private void call(String program, String debianPackage, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", program)),
        program + " is missing: install " + debianPackage);
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor()).as("%s", command).isZero();
  }
}
