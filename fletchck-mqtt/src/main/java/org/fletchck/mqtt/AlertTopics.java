package org.fletchck.mqtt;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;

/**
 * The topics under which actions of a site publish over its own connection. What comes back from
 * there is no report: each would be sent again, without end.
 */
final class AlertTopics {

  private final Set<String> topics = new HashSet<>();

  private AlertTopics() {}

  static AlertTopics of(SiteConfig site, Types types) {
    AlertTopics found = new AlertTopics();
    MqttActionType type =
        types
            .action(MqttActionType.NAME)
            .filter(MqttActionType.class::isInstance)
            .map(MqttActionType.class::cast)
            .orElseGet(MqttActionType::new);
    site.actions().values().stream()
        .filter(action -> action.type().equals(MqttActionType.NAME))
        .forEach(action -> found.add(action, type));
    return found;
  }

  private void add(ActionConfig action, MqttActionType type) {
    Options options = action.options(type);
    try {
      if (MqttActionType.broker(options).isEmpty()) {
        options.find(MqttActionType.TOPIC).map(MqttActionType::base).ifPresent(topics::add);
      }
    } catch (IllegalArgumentException notValid) {
      return; // it is reported with the configuration, and doesn't publish
    }
  }

  /** Returns the topic of an action under which this one lies. */
  Optional<String> above(String topic) {
    return topics.stream()
        .filter(base -> topic.equals(base) || topic.startsWith(base + "/"))
        .findFirst();
  }
}
