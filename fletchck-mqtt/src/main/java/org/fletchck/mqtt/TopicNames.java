package org.fletchck.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What may be a topic to publish to: MQTT 3.1.1, section 4.7. */
final class TopicNames {

  private static final int LONGEST = 65_535;

  private TopicNames() {}

  /** Returns why a text can't be published to; empty if it can. */
  static Optional<String> problem(String topic) {
    if (topic.isEmpty()) {
      return Optional.of("is empty");
    }
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      return Optional.of("has a wildcard, + or #, which can only be subscribed");
    }
    if (!Plain.isVisible(topic)) {
      return Optional.of("has characters that can't be shown");
    }
    if (topic.startsWith("$")) {
      return Optional.of("begins with $, which belongs to the broker");
    }
    return topic.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("is longer than 65,535 bytes")
        : Optional.empty();
  }

  /** Returns a name as one level of a topic. */
  static String level(String name) {
    StringBuilder level = new StringBuilder();
    name.codePoints()
        .filter(c -> c != '/' && c != '+' && c != '#')
        .filter(c -> Plain.isVisible(Character.toString(c)))
        .limit(1_000)
        .forEach(level::appendCodePoint);
    return level.toString();
  }
}
