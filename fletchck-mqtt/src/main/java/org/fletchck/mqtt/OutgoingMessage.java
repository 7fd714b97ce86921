package org.fletchck.mqtt;

import java.util.Objects;

/** A message to publish. Its payload must not be changed afterwards. */
final class OutgoingMessage {

  final String topic;
  final byte[] payload;
  final boolean retain;

  /** Whether the broker has to confirm it, also where the site's quality of service is less. */
  final boolean confirmed;

  /**
   * Makes one.
   *
   * @param payload empty to clear what the broker retains, if {@code retain}
   * @param retain whether the broker keeps it for those that subscribe later
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

  /** Makes one that lets the broker forget what it keeps under a topic. */
  static OutgoingMessage clearing(String topic) {
    return new OutgoingMessage(topic, new byte[0], true, true);
  }

  /** Tells whether the broker is to forget what it keeps. */
  boolean isClearing() {
    return retain && payload.length == 0;
  }

  /** Returns this with quality of service 1, whatever the site's is. */
  OutgoingMessage atLeastOnce() {
    return new OutgoingMessage(topic, payload, retain, true);
  }

  /** Returns about what it takes in memory. */
  long size() {
    return topic.length() * 2L + payload.length + 100;
  }
}
