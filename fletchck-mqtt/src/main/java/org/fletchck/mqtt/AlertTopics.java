package org.fletchck.mqtt;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;

/**
 * The topics to which actions of a site publish over the site's own connection. Messages that come
 * back from them are not reports: each would be sent again, endlessly.
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
      return; // reported with the configuration; it doesn't publish
    }
  }

  /** Returns the action's topic that is the given topic or a parent of it. */
  Optional<String> above(String topic) {
    return topics.stream()
        .filter(base -> topic.equals(base) || topic.startsWith(base + "/"))
        .findFirst();
  }
}
