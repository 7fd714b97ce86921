package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brokers and networks can do to a link. */
@Timeout(120)
class FaultIT {

  @TempDir private Path folder;

  private final Heard heard = new Heard();
  private TestClients links;

  @BeforeEach
  void begin() {
    links = new TestClients(folder);
  }

  @AfterEach
  void closesInTimeAndLeavesNoThread() {
    links.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void republishesLatestStatesToBrokerThatLostThem(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient mine =
          links.open(TestClients.settings(broker.port(), "one", version), heard);
      heard.awaitConnected();
      mine.publish(TestClients.message("in/a", "1"));
      mine.send(TestClients.message("in/b", "2")).toCompletableFuture().get(10, TimeUnit.SECONDS);
      heard.await("both", () -> heard.latest.size() == 2);

      broker.kill();
      Files.deleteIfExists(folder.resolve("mosquitto.db"));
      broker.start();

      Heard late = new Heard();
      links.open(TestClients.settings(broker.port(), "late", version), late);
      late.await("the state", () -> "1".equals(late.latest.get("in/a")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void detectsNetworkLossAndReconnects(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        Proxy proxy = new Proxy(broker.port())) {
      ReconnectingClient mine =
          links.open(
              TestClients.settings(proxy.port(), "one", version), TestClients.IMPATIENT, heard);
      heard.awaitConnected();

      proxy.cut();
      mine.publish(TestClients.message("in/a", "old"));
      heard.awaitProblem();
      assertThat(mine.isConnected()).isFalse();
      mine.publish(TestClients.message("in/a", "new"));
      proxy.mend();

      heard.await("the state", () -> "new".equals(heard.latest.get("in/a")));
    }
  }

  /** Mosquitto just closes the connection, also under MQTT 5, which has a reason for that. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void reportsDuplicateClientId(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      links.open(TestClients.settings(broker.port(), "one", version), heard);
      heard.awaitConnected();
      links.open(TestClients.settings(broker.port(), "one", version), new Heard());
      String words = "perhaps another client uses the client id one";
      heard.await(words, () -> heard.states.toString().contains(words));
    }
  }

  @Test
  void reportsWhyBrokerRejectsMessage() throws Exception {
    Path rules = Files.writeString(folder.resolve("acl"), "topic readwrite in/#\n");
    try (Mosquitto broker = new Mosquitto(folder, "acl_file " + rules).start()) {
      ReconnectingClient link = links.open(TestClients.settings(broker.port(), "one", 5), heard);
      heard.awaitConnected();
      assertThat(link.send(TestClients.message("out/a", "1")))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("the broker refuses the message: not authorized");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void closesInTimeWhileTheNetworkIsCut(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        Proxy proxy = new Proxy(broker.port())) {
      ReconnectingClient mine =
          links.open(
              TestClients.settings(proxy.port(), "one", version), TestClients.IMPATIENT, heard);
      heard.awaitConnected();

      proxy.cut();
      mine.publish(TestClients.message("in/a", "1"));
      TestClients.closeInTime(mine);

      Threads.awaitNone();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void timesOutAndRetriesWhenBrokerNeverAnswers(int version) throws Exception {
    try (Proxy silent = new Proxy(Mosquitto.freePort())) {
      silent.cut();
      ReconnectingClient mine =
          links.open(
              TestClients.settings(silent.port(), "one", version), TestClients.IMPATIENT, heard);

      assertThat(heard.awaitProblem()).isEqualTo("the broker doesn't answer");
      silent.awaitConnections(3);

      assertThat(mine.isConnected()).isFalse();
      assertThat(heard.states).hasSize(1);
    }
  }

  @Test
  void closesInTimeWhileConnecting() throws Exception {
    try (Proxy silent = new Proxy(Mosquitto.freePort())) {
      silent.cut();
      ReconnectingClient mine =
          ReconnectingClient.open(TestClients.settings(silent.port(), "one", 3), heard);
      silent.awaitConnections(1);

      TestClients.closeInTime(mine);

      Threads.awaitNone();
    }
  }

  @Test
  void closesInTimeBetweenConnectionAttempts() throws Exception {
    ReconnectingClient mine =
        ReconnectingClient.open(TestClients.settings(Mosquitto.freePort(), "one", 3), heard);
    heard.awaitProblem();

    TestClients.closeInTime(mine);

    Threads.awaitNone();
  }

  @Test
  void keepsBufferWithinLimitsWhileBrokerIsDown() throws Exception {
    Mosquitto broker = new Mosquitto(folder);
    OutBuffer small = new OutBuffer(1_000, 150_000);
    ReconnectingClient mine =
        ReconnectingClient.open(
            TestClients.settings(broker.port(), "one", 3), TestClients.PATIENT, small, heard);
    links.closeLater(mine);

    for (int i = 0; i < 100_000; i++) {
      mine.publish(TestClients.message("in/" + i, "state " + i));
      if (i % 1_000 == 0) {
        assertThat(small.topics()).isLessThanOrEqualTo(1_000);
        assertThat(small.bytes()).isLessThanOrEqualTo(150_000);
      }
    }
    assertThat(small.topics()).isBetween(900, 1_000);
    int kept = small.topics();

    try (broker) {
      broker.start();
      heard.await("what was kept", () -> heard.latest.size() == kept);
      assertThat(heard.order).hasSize(kept);
      assertThat(heard.latest).containsEntry("in/99999", "state 99999");
    }
  }
}
