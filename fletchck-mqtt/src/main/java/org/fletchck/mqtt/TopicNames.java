package org.fletchck.mqtt;

import java.util.Optional;
import org.fletchck.config.MqttTopic;

/** Topics to publish to, according to MQTT 3.1.1, section 4.7. */
final class TopicNames {

  private TopicNames() {}

  /** Returns why a string isn't a topic to publish to; empty if it is. */
  static Optional<String> problem(String topic) {
    return MqttTopic.problem(topic);
  }

  /** Returns a name as one level of a topic. */
  static String level(String name) {
    StringBuilder level = new StringBuilder();
    name.codePoints()
        .filter(c -> c != '/' && c != '+' && c != '#')
        .filter(c -> VisibleText.isVisible(Character.toString(c)))
        .limit(1_000)
        .forEach(level::appendCodePoint);
    return level.toString();
  }
}
