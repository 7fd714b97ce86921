package org.fletchck.mqtt;

import java.nio.charset.StandardCharsets;

/** The messages that say whether this instance is there. */
final class Presence {

  private Presence() {}

  static Outgoing online(String topic) {
    return message(topic, "online");
  }

  static Outgoing offline(String topic) {
    return message(topic, "offline");
  }

  private static Outgoing message(String topic, String word) {
    return new Outgoing(topic, word.getBytes(StandardCharsets.US_ASCII), true);
  }
}
