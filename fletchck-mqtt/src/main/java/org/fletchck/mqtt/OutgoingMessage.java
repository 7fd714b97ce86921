package org.fletchck.mqtt;

import java.util.Objects;

/** A message to publish. Its payload must not be changed afterwards. */
final class OutgoingMessage {

  final String topic;
  final byte[] payload;
  final boolean retain;

  /** Whether the broker has to confirm it even if the site's quality of service is lower. */
  final boolean confirmed;

  /**
   * Creates a message.
   *
   * @param payload empty to clear what the broker retains, if {@code retain}
   * @param retain whether the broker keeps it for later subscribers
   */
  OutgoingMessage(String topic, byte[] payload, boolean retain) {
    this(topic, payload, retain, false);
  }

  private OutgoingMessage(String topic, byte[] payload, boolean retain, boolean confirmed) {
    this.topic = Objects.requireNonNull(topic);
    this.payload = payload;
    this.retain = retain;
    this.confirmed = confirmed;
  }

  /** Creates a message that makes the broker discard what it retains on a topic. */
  static OutgoingMessage clearing(String topic) {
    return new OutgoingMessage(topic, new byte[0], true, true);
  }

  /** Returns whether this makes the broker discard what it retains. */
  boolean isClearing() {
    return retain && payload.length == 0;
  }

  /** Returns this message with quality of service 1, whatever the site's is. */
  OutgoingMessage atLeastOnce() {
    return new OutgoingMessage(topic, payload, retain, true);
  }

  /** Returns roughly how much memory it takes, in bytes. */
  long size() {
    return topic.length() * 2L + payload.length + 100;
  }
}
