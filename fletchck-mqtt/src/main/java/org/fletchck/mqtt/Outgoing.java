package org.fletchck.mqtt;

import java.util.Objects;

/** A message to publish. Its payload must not be changed afterwards. */
final class Outgoing {

  final String topic;
  final byte[] payload;
  final boolean retain;

  /**
   * Makes one.
   *
   * @param payload empty to clear what the broker retains, if {@code retain}
   * @param retain whether the broker keeps it for those that subscribe later
   */
  Outgoing(String topic, byte[] payload, boolean retain) {
    this.topic = Objects.requireNonNull(topic);
    this.payload = payload;
    this.retain = retain;
  }

  /** Returns about what it takes in memory. */
  long size() {
    return topic.length() * 2L + payload.length + 100;
  }
}
