package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fletchck.mqtt.ClientSettings.Broker;
import org.fletchck.mqtt.ClientSettings.Client;
import org.fletchck.mqtt.ClientSettings.Topics;

/** Links of a test; all of them must be closed in time and leave no thread. */
final class TestClients implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  /** Comes back soon, but is patient with a busy machine. */
  static final ClientTiming PATIENT =
      new ClientTiming(Duration.ofSeconds(20), Duration.ofSeconds(20), PAUSE, LONGEST_PAUSE);

  /** Gives up soon. */
  static final ClientTiming IMPATIENT =
      new ClientTiming(Duration.ofSeconds(1), Duration.ofSeconds(1), PAUSE, LONGEST_PAUSE);

  private final Path folder;
  private final Deque<ReconnectingClient> links = new ArrayDeque<>();

  TestClients(Path folder) {
    this.folder = folder;
  }

  /** Returns settings that receive what is under {@code in}. */
  static ClientSettings settings(int port, String id, int version) {
    return new ClientSettings(
        new Broker("127.0.0.1", port, false, null),
        null,
        new Client(id, true, version),
        new Topics("in/#", null, 1),
        true);
  }

  static OutgoingMessage message(String topic, String text) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), true);
  }

  ReconnectingClient open(ClientSettings settings, ClientListener listener) {
    return open(settings, PATIENT, listener);
  }

  ReconnectingClient open(ClientSettings settings, ClientTiming timing, ClientListener listener) {
    return closeLater(
        ReconnectingClient.open(settings, timing, new OutBuffer(50_000, 32L << 20), listener));
  }

  ReconnectingClient closeLater(ReconnectingClient link) {
    links.push(link);
    return link;
  }

  ReconnectingClient first() {
    return links.getLast();
  }

  int count() {
    return links.size();
  }

  static void closeInTime(ReconnectingClient link) {
    long began = System.nanoTime();
    link.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  /** Publishes with a program of the system, so without our code. */
  void publishElsewhere(Mosquitto broker, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("mosquitto_pub"));
    command.addAll(List.of("-p", String.valueOf(broker.port()), "-q", "1"));
    command.addAll(List.of(options));
    Process tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto_pub.log").toFile())
            .start();
    assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(tool.exitValue()).isZero();
  }

  @Override
  public void close() {
    links.forEach(TestClients::closeInTime);
    Threads.awaitNone();
  }
}
