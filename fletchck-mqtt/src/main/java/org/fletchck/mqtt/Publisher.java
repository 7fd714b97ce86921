package org.fletchck.mqtt;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckState;
import org.fletchck.state.RunReport;
import org.fletchck.state.RunReport.Outcome;
import org.jspecify.annotations.Nullable;

/** Publishes the states of the checks that have a topic. */
final class Publisher {

  private static final Set<Outcome> REPORTED =
      Set.of(Outcome.RAN, Outcome.TO_REPEAT, Outcome.UNKNOWN, Outcome.BLOCKED, Outcome.PAUSED);
  private static final Set<Outcome> NOT_RUN = Set.of(Outcome.BLOCKED, Outcome.PAUSED);

  private final OnceLog log;
  private final Map<String, CheckState> passedOn = new ConcurrentHashMap<>();
  private volatile Map<String, Target> targets = Map.of();

  Publisher(OnceLog log) {
    this.log = log;
  }

  /** Applies a configuration. */
  void configured(SiteConfig config) {
    boolean retain = config.mqtt().map(mqtt -> mqtt.get(MqttKeys.RETAIN)).orElse(true);
    Map<String, Target> found = new HashMap<>();
    for (CheckConfig check : config.checks().values()) {
      check
          .publish()
          .ifPresent(topic -> found.put(check.name(), target(check, topic, config, retain)));
    }
    found.values().removeIf(target -> isImpossible(target.check().name(), target.topic()));
    passedOn.keySet().retainAll(found.keySet());
    targets = found;
  }

  private static Target target(CheckConfig check, String topic, SiteConfig site, boolean retain) {
    return new Target(check, topic, check.zone(site.zone()), retain);
  }

  private boolean isImpossible(String check, String topic) {
    return TopicNames.problem(topic)
        .map(
            problem -> {
              log.warn("check", check, "publish: the topic " + problem);
              return true;
            })
        .orElse(false);
  }

  /**
   * Returns the topics on which the broker retains the last message, with the names of their
   * checks.
   */
  Map<String, String> retained() {
    Map<String, String> topics = new HashMap<>();
    targets.forEach(
        (name, target) -> {
          if (target.retain()) {
            topics.put(target.topic(), name);
          }
        });
    return topics;
  }

  /** Publishes the result of a run, if its check has a topic. */
  void ran(RunReport report, Instant now, Consumer<OutgoingMessage> to) {
    if (REPORTED.contains(report.outcome())) {
      send(report.check(), report.state(), NOT_RUN.contains(report.outcome()) ? now : null, to);
    }
  }

  /** Publishes the states of all checks that ran or were reported. */
  void publishAll(Map<String, CheckState> states, Consumer<OutgoingMessage> to) {
    targets.forEach(
        (check, target) -> {
          CheckState state = states.get(check);
          if (state != null && state.times().check() != null) {
            passedOn.put(check, state);
            to.accept(target.message(state, null));
          }
        });
  }

  private void send(
      String check, CheckState state, @Nullable Instant looked, Consumer<OutgoingMessage> to) {
    Target target = targets.get(check);
    if (target != null && !isOldNews(target, state)) {
      to.accept(target.message(state, looked));
    }
  }

  /** A reported state is passed on when it arrives, not when the check looks for silence. */
  private boolean isOldNews(Target target, CheckState state) {
    return target.check().type().equals(RemoteCheckType.NAME)
        && state.equals(passedOn.put(target.check().name(), state));
  }

  private record Target(CheckConfig check, String topic, ZoneId zone, boolean retain) {

    OutgoingMessage message(CheckState state, @Nullable Instant looked) {
      return new OutgoingMessage(
          topic, StateCodec.write(StateMessage.of(check, state, zone, looked)), retain);
    }
  }
}
