package org.fletchck.mqtt;

import java.nio.charset.StandardCharsets;

/** The messages that say whether this instance is online. */
final class Presence {

  private Presence() {}

  static OutgoingMessage online(String topic) {
    return message(topic, "online");
  }

  static OutgoingMessage offline(String topic) {
    return message(topic, "offline");
  }

  private static OutgoingMessage message(String topic, String word) {
    return new OutgoingMessage(topic, word.getBytes(StandardCharsets.US_ASCII), true);
  }
}
