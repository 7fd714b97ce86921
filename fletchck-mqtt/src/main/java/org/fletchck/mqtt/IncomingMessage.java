package org.fletchck.mqtt;

/** A message that arrived. Its payload must not be changed. */
final class IncomingMessage {

  final String topic;
  final byte[] payload;
  final boolean retained;

  /**
   * Creates a message.
   *
   * @param retained whether the broker had retained it, so that it may be old
   */
  IncomingMessage(String topic, byte[] payload, boolean retained) {
    this.topic = topic;
    this.payload = payload;
    this.retained = retained;
  }
}
