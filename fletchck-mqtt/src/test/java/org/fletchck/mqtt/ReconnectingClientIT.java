package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fletchck.mqtt.ClientSettings.Broker;
import org.fletchck.mqtt.ClientSettings.Client;
import org.fletchck.mqtt.ClientSettings.Login;
import org.fletchck.mqtt.ClientSettings.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ReconnectingClientIT {

  @TempDir private Path folder;

  private final Heard heard = new Heard();
  private final OutBuffer buffer = new OutBuffer(50_000, 32L << 20);
  private @Nullable ReconnectingClient link;

  @AfterEach
  void leavesNoThreadOfTheLink() {
    if (link != null) {
      long began = System.nanoTime();
      link.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
    Threads.awaitNone();
  }

  private static Broker at(int port) {
    return new Broker("127.0.0.1", port, false, null);
  }

  private static ClientSettings settings(Broker broker, int version) {
    return new ClientSettings(
        broker, null, new Client("one", true, version), new Topics("in/#", "here", 1), true);
  }

  private ReconnectingClient open(ClientSettings settings) {
    link = ReconnectingClient.open(settings, TestClients.PATIENT, buffer, heard);
    return link;
  }

  private static OutgoingMessage message(String topic, String text) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), true);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void publishesAndReceives(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient mine = open(settings(at(broker.port()), version));
      heard.awaitConnected();

      mine.publish(message("in/a", "1"));
      mine.send(message("in/b", "2")).toCompletableFuture().get(10, TimeUnit.SECONDS);

      heard.await("both", () -> heard.latest.size() == 2);
      assertThat(heard.latest).containsEntry("in/a", "1").containsEntry("in/b", "2");
    }
  }

  @Test
  void buffersPublishedMessagesBeforeFirstConnection() throws Exception {
    Mosquitto broker = new Mosquitto(folder);
    ReconnectingClient mine = open(settings(at(broker.port()), 3));

    mine.publish(message("in/a", "early"));

    assertThat(heard.awaitProblem()).isEqualTo("connection refused");
    assertThatThrownBy(() -> mine.send(message("in/b", "now")).toCompletableFuture().get())
        .rootCause()
        .hasMessage("not connected to 127.0.0.1:" + broker.port() + ": connection refused");
    try (broker) {
      broker.start();
      heard.await("the message", () -> heard.latest.containsKey("in/a"));
    }
  }

  @Test
  void buffersOnlyLatestMessagePerTopicWhileBrokerIsDown() throws Exception {
    Mosquitto broker = new Mosquitto(folder);
    ReconnectingClient mine = open(settings(at(broker.port()), 3));

    for (int i = 0; i < 100_000; i++) {
      mine.publish(message("in/" + i % 100, "state " + i));
    }

    assertThat(buffer.topics()).isEqualTo(100);
    assertThat(buffer.bytes()).isLessThan(20_000);
    try (broker) {
      broker.start();
      heard.await("all", () -> heard.latest.size() == 100);
      assertThat(heard.order).hasSize(100).allMatch(line -> line.contains(" state 999"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void deliversLatestStatePerTopicDespiteRepeatedBrokerKills(int version) throws Exception {
    int rounds = Integer.getInteger("kill.rounds", 3);
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient mine = open(settings(at(broker.port()), version));
      heard.awaitConnected();
      for (int round = 0; round < rounds; round++) {
        int connections = heard.states.size();
        for (int i = 0; i < 500; i++) {
          mine.publish(message("in/" + i % 50, round + " " + i));
          if (i == 250) {
            broker.kill();
          }
        }
        broker.start();
        heard.await("the connection", () -> heard.states.size() >= connections + 2);
        String prefix = round + " 4";
        heard.await(
            "the last states of round " + round,
            () -> heard.latest.values().stream().filter(s -> s.startsWith(prefix)).count() == 50);
      }
      assertThat(mine.isConnected()).isTrue();
    }
  }

  @Test
  void publishesOnlineAndOffline() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        ReconnectingClient watcher = ReconnectingClient.open(watching(broker), heard)) {
      heard.awaitConnected();
      try (ReconnectingClient first =
          ReconnectingClient.open(settings(at(broker.port()), 3), new ClientListener() {})) {
        heard.await("online", () -> "online".equals(heard.latest.get("here")));
        assertThat(first.isConnected()).isTrue();
      }
      heard.await("offline", () -> "offline".equals(heard.latest.get("here")));
      assertThat(watcher.isConnected()).isTrue();
    }
  }

  private static ClientSettings watching(Mosquitto broker) {
    return new ClientSettings(
        at(broker.port()), null, new Client("watcher", false, 3), new Topics("#", null, 1), false);
  }

  @Test
  void lastWillIsPublishedWhenTheConnectionIsCut() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        ReconnectingClient watcher = ReconnectingClient.open(watching(broker), heard);
        Proxy proxy = new Proxy(broker.port())) {
      heard.awaitConnected();
      open(settings(at(proxy.port()), 5));
      heard.await("online", () -> "online".equals(heard.latest.get("here")));
      proxy.cut();
      proxy.mend();
      heard.await("offline", () -> heard.order.contains("here offline"));
      assertThat(watcher.isConnected()).isTrue();
    }
  }

  @Test
  void reconnectsAfterNetworkLoss() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        Proxy proxy = new Proxy(broker.port())) {
      ReconnectingClient mine = open(settings(at(proxy.port()), 3));
      heard.awaitConnected();

      proxy.cut();
      CompletableFuture<Void> lost = mine.send(message("in/x", "lost")).toCompletableFuture();
      mine.publish(message("in/a", "kept"));
      proxy.mend();

      assertThatThrownBy(lost::get).hasCauseInstanceOf(IOException.class);
      heard.await("the message", () -> heard.latest.containsKey("in/a"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void reportsWrongPasswordOnce(int version) throws Exception {
    Path passwords = folder.resolve("passwords");
    run("mosquitto_passwd", "-b", "-c", passwords.toString(), "edge", "right");
    try (Mosquitto broker =
        new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords).start()) {
      ClientSettings wrong = login(broker, version, "wrong");
      open(wrong);
      assertThat(heard.awaitProblem())
          .isEqualTo("the broker refuses the login; check username and password of mqtt");
      assertThat(wrong.toString()).doesNotContain("wrong");

      try (ReconnectingClient right =
          ReconnectingClient.open(login(broker, version, "right"), heard)) {
        heard.awaitConnected();
        assertThat(right.isConnected()).isTrue();
      }
      assertThat(heard.states).hasSize(2);
    }
  }

  private static ClientSettings login(Mosquitto broker, int version, String password) {
    return new ClientSettings(
        at(broker.port()),
        new Login("edge", password),
        new Client("edge", true, version),
        new Topics(null, null, 1),
        true);
  }

  @Test
  void trustsOnlyCertificateFromCafile() throws Exception {
    run(
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
        "-addext",
        "subjectAltName=DNS:localhost",
        "-days",
        "9",
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString());
    Path cert = folder.resolve("cert.pem");
    try (Mosquitto broker =
        new Mosquitto(folder, "certfile " + cert, "keyfile " + folder.resolve("key.pem")).start()) {
      assertThat(problem(new Broker("localhost", broker.port(), true, null)))
          .startsWith("TLS failed: ");
      assertThat(problem(new Broker("127.0.0.1", broker.port(), true, cert)))
          .contains("No subject alternative names");
      assertThat(problem(new Broker("localhost", broker.port(), true, folder.resolve("none"))))
          .isEqualTo("there is no file " + folder.resolve("none") + " (cafile)");

      open(settings(new Broker("localhost", broker.port(), true, cert), 3));
      heard.awaitConnected();
    }
  }

  private static String problem(Broker broker) throws InterruptedException {
    Heard sent = new Heard();
    try (ReconnectingClient wrong = ReconnectingClient.open(settings(broker, 3), sent)) {
      String problem = sent.awaitProblem();
      assertThat(wrong.isConnected()).isFalse();
      return problem;
    }
  }

  @Test
  void isNotBlockedByBrokerThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ReconnectingClient mine = open(settings(at(silent.getLocalPort()), 3));
      mine.publish(message("in/a", "1"));
      assertThat(silent.accept().getInputStream().read()).isPositive();
      assertThat(mine.isConnected()).isFalse();
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin", command[0]))
        .as("%s is missing: install mosquitto and openssl", command[0])
        .matches(Files::isExecutable);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("command.log").toFile())
            .start();
    assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
  }
}
