package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fletchck.mqtt.ClientSettings.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each message, also of those that neighbours and callers get wrong. */
@Timeout(120)
class MessageIT {

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
  void dropsOversizedMessageAndStaysConnected(int version) throws Exception {
    Path large = folder.resolve("large");
    Files.write(large, new byte[10 << 20]);
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      links.publishElsewhere(broker, "-r", "-t", "in/large", "-f", large.toString());

      links.open(TestClients.settings(broker.port(), "one", version), heard);
      heard.awaitConnected();
      links.publishElsewhere(broker, "-t", "in/large", "-f", large.toString());
      links.publishElsewhere(broker, "-t", "in/small", "-m", "fits");

      heard.await("the small one", () -> heard.latest.containsKey("in/small"));
      assertThat(heard.latest).doesNotContainKey("in/large");
      assertThat(heard.states).containsExactly("connected");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void reconnectsWithoutRedeliveryAfterOutOfMemory(int version) throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      links.open(
          TestClients.settings(broker.port(), "one", version),
          new ClientListener() {
            @Override
            public void connected() {
              heard.connected();
            }

            @Override
            public boolean received(IncomingMessage message) {
              if (message.topic.equals("in/large")) {
                tries.incrementAndGet();
                throw new OutOfMemoryError("as if it were");
              }
              return heard.received(message);
            }
          });
      heard.awaitConnected();

      links.publishElsewhere(broker, "-t", "in/large", "-m", "1");
      heard.await("the next connection", () -> heard.states.size() == 2);
      links.publishElsewhere(broker, "-t", "in/small", "-m", "2");

      heard.await("the small one", () -> heard.latest.containsKey("in/small"));
      assertThat(tries).hasValue(1);
    }
  }

  /** MQTT 5.0, section 3.1.2.11.4. */
  @Test
  void sendsMaximumPacketSizeToBroker() throws Exception {
    try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      links.open(TestClients.settings(broker.getLocalPort(), "one", 5), heard);
      InputStream in = broker.accept().getInputStream();
      assertThat(in.read()).isEqualTo(0x10);
      byte[] connect = in.readNBytes(in.read());

      assertThat(connect).containsSequence(0x27, 0, 3, 0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void rejectsUnpublishableMessagesAndContinues(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient mine =
          links.open(TestClients.settings(broker.port(), "one", version), heard);
      heard.awaitConnected();

      mine.publish(TestClients.message("in/#", "a wildcard"));
      mine.publish(TestClients.message("", "no topic"));
      mine.publish(TestClients.message("in/large", "x".repeat(ReconnectingClient.LARGEST + 1)));
      mine.publish(TestClients.message("in/a", "fits"));

      heard.await("the one that fits", () -> heard.latest.containsKey("in/a"));
      assertThatThrownBy(
              () -> mine.send(TestClients.message("in/+", "")).toCompletableFuture().get())
          .hasMessageContaining("wildcard");
      assertThatThrownBy(
              () ->
                  mine.send(TestClients.message("in/b", "x".repeat(ReconnectingClient.LARGEST + 1)))
                      .toCompletableFuture()
                      .get())
          .hasMessageContaining("65537 bytes");
      assertThat(heard.states).containsExactly("connected");
    }
  }

  @Test
  void rejectsMessageTooLargeForBrokerAndContinues() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder, "max_packet_size 2000").start()) {
      ReconnectingClient mine = links.open(TestClients.settings(broker.port(), "one", 5), heard);
      heard.awaitConnected();

      mine.publish(TestClients.message("in/large", "x".repeat(5_000)));
      mine.publish(TestClients.message("in/a", "fits"));

      heard.await("the one that fits", () -> heard.latest.containsKey("in/a"));
      assertThat(heard.states).containsExactly("connected");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void acknowledgesMessageOnlyAfterListenerReturns(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start();
        Proxy proxy = new Proxy(broker.port())) {
      links.open(
          TestClients.settings(proxy.port(), "one", version),
          new ClientListener() {
            @Override
            public void connected() {
              heard.connected();
            }

            @Override
            public boolean received(IncomingMessage message) {
              if (heard.order.isEmpty()) {
                proxy.mend(); // the connection is gone before this returns, and nothing got through
              }
              return heard.received(message);
            }
          });
      heard.awaitConnected();

      links.publishElsewhere(broker, "-t", "in/a", "-m", "1");

      heard.await("it once more", () -> heard.order.size() == 2);
      assertThat(heard.latest).containsOnlyKeys("in/a");
    }
  }

  @Test
  void survivesAListenerThatThrows() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient mine =
          links.open(
              TestClients.settings(broker.port(), "one", 3),
              new ClientListener() {
                @Override
                public void connected() {
                  heard.connected();
                  throw new IllegalStateException("connected");
                }

                @Override
                public boolean received(IncomingMessage message) {
                  heard.received(message);
                  throw new IllegalStateException("received");
                }
              });
      heard.awaitConnected();

      mine.publish(TestClients.message("in/a", "1"));
      mine.publish(TestClients.message("in/b", "2"));

      heard.await("both", () -> heard.latest.size() == 2);
      assertThat(heard.states).containsExactly("connected");
    }
  }

  @Test
  void publishesFromListenerWithoutBlocking() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      links.open(
          TestClients.settings(broker.port(), "one", 3),
          new ClientListener() {
            @Override
            public boolean received(IncomingMessage message) {
              heard.received(message);
              if (message.topic.equals("in/question")) {
                links.first().publish(TestClients.message("in/answer", "yes"));
              }
              return true;
            }

            @Override
            public void connected() {
              heard.connected();
            }
          });
      heard.awaitConnected();

      links.publishElsewhere(broker, "-t", "in/question", "-m", "there?");

      heard.await("the answer", () -> heard.latest.containsKey("in/answer"));
    }
  }

  @Test
  void ignoresMessagesOfEarlierSubscription() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      ReconnectingClient before = links.open(TestClients.settings(broker.port(), "one", 3), heard);
      heard.awaitConnected();
      before.close();
      links.publishElsewhere(broker, "-t", "in/a", "-m", "of the kept session");

      Heard later = new Heard();
      ClientSettings same = TestClients.settings(broker.port(), "one", 3);
      links.open(
          new ClientSettings(
              same.broker(), null, same.client(), new Topics("out/#", null, 1), false),
          later);
      later.awaitConnected();
      links.publishElsewhere(broker, "-t", "out/a", "-m", "of now");

      later.await("the message", () -> later.latest.containsKey("out/a"));
      assertThat(later.latest).doesNotContainKey("in/a");
    }
  }

  @Test
  void sharesASubscriptionWithItsGroup() throws Exception {
    try (Mosquitto broker = new Mosquitto(folder).start()) {
      Heard other = new Heard();
      for (Heard hub : List.of(heard, other)) {
        ClientSettings alone = TestClients.settings(broker.port(), "hub" + links.count(), 5);
        links.open(
            new ClientSettings(
                alone.broker(),
                null,
                alone.client(),
                new Topics("$share/hubs/in/#", null, 1),
                true),
            hub);
        hub.awaitConnected();
      }
      for (int i = 0; i < 20; i++) {
        links.publishElsewhere(broker, "-t", "in/" + i, "-m", "1");
      }

      heard.await("all", () -> heard.order.size() + other.order.size() == 20);
      assertThat(heard.order).isNotEmpty();
      assertThat(other.order).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void sendsPendingMessagesBeforeClosing(int version) throws Exception {
    try (Mosquitto broker = new Mosquitto(folder, "persistence false").start()) {
      links.open(TestClients.settings(broker.port(), "watcher", version), heard);
      heard.awaitConnected();
      Heard own = new Heard();
      OutBuffer ownBuffer = new OutBuffer(1_000, 1 << 20);
      ReconnectingClient mine =
          ReconnectingClient.open(
              TestClients.settings(broker.port(), "one", version),
              TestClients.PATIENT,
              ownBuffer,
              own);
      own.awaitConnected();

      for (int i = 0; i < 20; i++) {
        mine.publish(TestClients.message("in/" + i, "last words"));
      }
      TestClients.closeInTime(mine);

      heard.await("all of them", () -> heard.latest.size() == 20);
    }
  }
}
