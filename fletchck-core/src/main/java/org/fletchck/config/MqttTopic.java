package org.fletchck.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Validates topics to publish to and filters to subscribe to: MQTT 3.1.1, section 4.7. */
public final class MqttTopic {

  private static final int LONGEST = 65_535;

  private MqttTopic() {}

  /** Returns why a text can't be published to; empty if it can. */
  public static Optional<String> problem(String topic) {
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      return Optional.of("has a wildcard, + or #, which is for subscriptions only");
    }
    if (topic.startsWith("$")) {
      return Optional.of("begins with $, which is reserved for the broker");
    }
    return text(topic);
  }

  /** Returns why a text can't be subscribed to; empty if it can. */
  public static Optional<String> filterProblem(String filter) {
    List<String> levels = List.of(filter.split("/", -1));
    int many = levels.indexOf("#");
    if (many >= 0 && many < levels.size() - 1) {
      return Optional.of("has # before its end; # must be the last level");
    }
    boolean mixed =
        levels.stream()
            .anyMatch(level -> level.length() > 1 && (level.contains("#") || level.contains("+")));
    return mixed
        ? Optional.of("has a wildcard next to other characters; + or # must be a whole level")
        : text(filter);
  }

  private static Optional<String> text(String topic) {
    if (topic.isEmpty()) {
      return Optional.of("is empty");
    }
    if (!EntryNames.isVisible(topic)) {
      return Optional.of("has invisible characters");
    }
    return topic.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("is longer than 65,535 bytes")
        : Optional.empty();
  }

  /** Checks an option for a topic; an empty string counts as missing. */
  static void mustBePublishable(String topic) {
    refuse(topic.isEmpty() ? Optional.empty() : problem(topic));
  }

  /** Checks an option for a filter; an empty string counts as missing. */
  static void mustBeFilter(String filter) {
    refuse(filter.isEmpty() ? Optional.empty() : filterProblem(filter));
  }

  /** Checks the group of a shared subscription: MQTT 5.0, section 4.8.2. */
  static void mustBeGroup(String group) {
    if (group.matches(".*[/+#].*") || !EntryNames.isVisible(group)) {
      throw new IllegalArgumentException(
          "expected a name without /, + and #, found \"" + group + '"');
    }
  }

  private static void refuse(Optional<String> problem) {
    problem.ifPresent(
        why -> {
          throw new IllegalArgumentException("expected a topic, but it " + why);
        });
  }
}
