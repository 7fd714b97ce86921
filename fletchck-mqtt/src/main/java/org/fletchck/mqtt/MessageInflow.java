package org.fletchck.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes arriving messages to the listener, on the thread of the connection, one after the other:
 * nothing piles up, and TCP slows down whoever sends too fast.
 */
final class MessageInflow {

  private final TopicWarnings refused = new TopicWarnings("refused a message on", 100);
  private final TopicWarnings failed = new TopicWarnings("failed to process a message on", 100);
  private final @Nullable MqttTopicFilter filter;
  private final ProtocolLog steps;
  private final ClientListener listener;

  /**
   * Creates an inflow.
   *
   * @throws IllegalArgumentException if the topic filter is invalid
   */
  MessageInflow(ClientSettings settings, ClientListener listener) {
    String subscribed = settings.topics().subscribed();
    filter = subscribed == null ? null : MqttTopicFilter.of(subscribed);
    steps = new ProtocolLog(settings.debug());
    this.listener = listener;
  }

  /** Processes a message and returns whether it may be acknowledged. Throws nothing. */
  boolean received(MqttTopic topic, Optional<ByteBuffer> payload, boolean retained) {
    String name = topic.toString();
    int size = payload.map(ByteBuffer::remaining).orElse(0);
    steps.logMessage("received", size, name);
    // A session that the broker kept may hold what an earlier configuration subscribed to.
    if (filter == null || !filter.matches(topic)) {
      return true;
    }
    if (size > ReconnectingClient.LARGEST) {
      refused.warn(name, size + " bytes; the maximum is " + ReconnectingClient.LARGEST);
      return true;
    }
    byte[] bytes = new byte[size];
    payload.ifPresent(buffer -> buffer.duplicate().get(bytes));
    try {
      return listener.received(new IncomingMessage(name, bytes, retained));
    } catch (RuntimeException e) {
      failed.warn(name, e.toString());
      return true;
    }
  }
}
