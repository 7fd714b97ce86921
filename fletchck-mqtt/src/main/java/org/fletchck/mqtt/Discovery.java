package org.fletchck.mqtt;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * Shows each check to Home Assistant as a binary sensor of class {@code problem}; see its documents
 * "MQTT Discovery" and "MQTT Binary Sensor". Under the prefix, each sensor has one topic that
 * describes it and one for its state; both are retained.
 */
final class Discovery {

  private static final String MAKER = "fletchck";

  private final String clientId;
  private final Map<String, Sensor> sensors = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> shown = new ConcurrentHashMap<>();

  private Discovery(String clientId) {
    this.clientId = clientId;
  }

  /** Returns the sensors of a site; none if discovery is off. */
  static Discovery of(Site site, SiteConfig config, String clientId) {
    Discovery made = new Discovery(clientId);
    Options mqtt = config.mqtt().orElse(Options.of(MqttKeys.ALL, Map.of()));
    Optional<String> prefix = mqtt.find(MqttKeys.DISCOVERY).filter(Discovery::isPrefix);
    String presence = mqtt.find(MqttKeys.LWT).orElse(null);
    prefix.ifPresent(
        topic -> {
          for (CheckConfig check : config.checks().values()) {
            String id = site.id(check.name()).orElse(null);
            if (id != null) {
              String base = topic + "/binary_sensor/" + MAKER + "/" + TopicNames.level(id);
              made.sensors.put(
                  check.name(),
                  new Sensor(id, check, base, new Place(config.name(), presence, config.zone())));
            }
          }
        });
    return made;
  }

  private static boolean isPrefix(String text) {
    return !text.isBlank() && !text.equals("off") && TopicNames.problem(text).isEmpty();
  }

  /** Returns the topics on which the broker retains a message. */
  Set<String> topics() {
    Set<String> topics = new LinkedHashSet<>();
    for (Sensor sensor : sensors.values()) {
      topics.add(sensor.configTopic());
      topics.add(sensor.stateTopic());
    }
    return topics;
  }

  /** Sends the description and the state of every sensor. */
  void showAll(Map<String, CheckState> states, Consumer<OutgoingMessage> to) {
    shown.clear();
    sensors.forEach(
        (name, sensor) -> {
          to.accept(message(sensor.configTopic(), sensor.config(clientId)));
          Optional.ofNullable(states.get(name)).ifPresent(state -> show(name, state, to));
        });
  }

  /** Sends a check's state, if anything shown of it has changed. */
  void show(String check, CheckState state, Consumer<OutgoingMessage> to) {
    Sensor sensor = sensors.get(check);
    if (sensor == null) {
      return;
    }
    Map<String, Object> now = sensor.state(state);
    if (!now.equals(shown.put(check, now))) {
      to.accept(message(sensor.stateTopic(), now));
    }
  }

  private static OutgoingMessage message(String topic, Map<String, Object> json) {
    return new OutgoingMessage(topic, StateCodec.bytes(json), true);
  }

  /**
   * What all sensors of a site have in common.
   *
   * @param presence the topic that holds whether the site is online, or null
   */
  private record Place(String site, @Nullable String presence, ZoneId zone) {}

  private record Sensor(String id, CheckConfig check, String base, Place place) {

    String configTopic() {
      return base + "/config";
    }

    String stateTopic() {
      return base + "/state";
    }

    Map<String, Object> config(String clientId) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", check.name());
      json.put("unique_id", MAKER + "_" + id);
      json.put("device_class", "problem");
      json.put("state_topic", stateTopic());
      json.put("value_template", "{{ value_json.state }}");
      json.put("payload_on", "ON");
      json.put("payload_off", "OFF");
      json.put("json_attributes_topic", stateTopic());
      json.put("json_attributes_template", "{{ value_json.attributes | tojson }}");
      if (place.presence() != null) {
        json.put(
            "availability",
            List.of(
                Map.of(
                    "topic", place.presence(),
                    "payload_available", "online",
                    "payload_not_available", "offline")));
      }
      json.put(
          "device",
          Map.of("identifiers", List.of(clientId), "name", place.site(), "manufacturer", MAKER));
      json.put("origin", Map.of("name", MAKER));
      return json;
    }

    /** A check that neither fails nor passes is unknown, which Home Assistant calls None. */
    Map<String, Object> state(CheckState state) {
      String word =
          switch (state.status()) {
            case FAIL -> "ON";
            case PASS -> "OFF";
            default -> "None";
          };
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("status", state.status().name());
      attributes.put("type", check.typeText());
      attributes.put("level", state.lastRun().level());
      attributes.put("reason", reason(state));
      attributes.put("last_fail", StateMessage.text(state.times().fail(), place.zone()));
      attributes.put("last_pass", StateMessage.text(state.times().pass(), place.zone()));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("state", word);
      json.put("attributes", attributes);
      return json;
    }

    private static @Nullable String reason(CheckState state) {
      String reason = state.lastRun().reason();
      return reason == null ? null : VisibleText.line(reason, 500);
    }
  }
}
