package org.fletchck.mqtt;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fletchck.SiteEditor;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFileException;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds checks for names that are reported for the first time, many in one edit. */
final class AutoAdd {

  private static final Logger LOG = LoggerFactory.getLogger(AutoAdd.class);
  private static final int LONGEST_NAME = 200;
  private static final int MOST_SECONDS = 60;
  private static final String CHECKS = "checks";

  private final SiteEditor editor;
  private final BridgeState bridgeState;

  AutoAdd(SiteEditor editor, BridgeState bridgeState) {
    this.editor = editor;
    this.bridgeState = bridgeState;
  }

  /** Returns the names that are not added again. */
  Set<String> known() {
    return bridgeState.added();
  }

  /** Keeps these names from being added automatically again. */
  void never(Collection<String> names) {
    bridgeState.added(names);
  }

  /** Returns why a name can't be the name of a check; empty if it can. */
  static Optional<String> problem(String name) {
    if (name.isBlank()) {
      return Optional.of("its name is empty");
    }
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      return Optional.of("its name is longer than " + LONGEST_NAME + " characters");
    }
    if (name.startsWith("//")) {
      return Optional.of("its name begins with //, which marks comments");
    }
    return VisibleText.isVisible(name)
        ? Optional.empty()
        : Optional.of("its name has invisible characters");
  }

  /** Returns how many more checks may be added; added ones that still exist count. */
  static int room(SiteConfig site, Set<String> added) {
    return isOn(site)
        ? site.mqtt().orElseThrow().get(MqttKeys.AUTOADD_MAX) - count(site, added)
        : 0;
  }

  /** Returns whether unknown names are added; they aren't while the section is invalid. */
  static boolean isOn(SiteConfig site) {
    return site.mqtt()
        .filter(mqtt -> mqtt.problems("").stream().noneMatch(Problem::isError))
        .filter(mqtt -> mqtt.get(MqttKeys.AUTOADD))
        .isPresent();
  }

  private static int count(SiteConfig site, Set<String> added) {
    return (int) added.stream().filter(site.checks()::containsKey).count();
  }

  /**
   * Adds checks for the names of these states, and saves the senders' types.
   *
   * @param types the senders' types, by check name
   * @return whether that succeeded
   */
  boolean add(Collection<ReceivedState> letters, Map<String, String> types) {
    Set<String> names = new LinkedHashSet<>();
    try {
      editor.edit(
          site -> {
            names.clear();
            return retyped(added(site, letters, names), types);
          });
    } catch (SiteFileException | IllegalStateException e) {
      LOG.warn("mqtt: checks can't be added: {}", e.getMessage());
      return false;
    }
    bridgeState.added(names);
    if (!names.isEmpty()) {
      String count = names.size() == 1 ? "1 check" : names.size() + " checks";
      LOG.info("mqtt: {} added: {}", count, VisibleText.line("" + names, 500));
    }
    return true;
  }

  private SiteConfig added(SiteConfig site, Collection<ReceivedState> letters, Set<String> names) {
    Map<String, Object> checks = new LinkedHashMap<>(site.section(CHECKS).orElse(Map.of()));
    int room = room(site, bridgeState.added());
    for (ReceivedState received : letters) {
      if (names.size() < room && !checks.containsKey(received.name())) {
        checks.put(received.name(), check(received.message(), site).raw());
        names.add(received.name());
      }
    }
    return names.isEmpty() ? site : site.with(CHECKS, checks);
  }

  private static CheckConfig check(StateMessage message, SiteConfig site) {
    CheckConfig check =
        CheckConfig.of(message.name(), RemoteCheckType.NAME)
            .with(CheckKeys.SUB_TYPE, message.type());
    Options mqtt = site.mqtt().orElseThrow();
    List<String> actions = mqtt.get(MqttKeys.AUTOADD_ACTIONS);
    if (!actions.isEmpty()) {
      check = check.with(CheckKeys.ACTIONS, actions);
    }
    Duration timeout = mqtt.find(MqttKeys.AUTOADD_TIMEOUT).orElse(null);
    return timeout == null
        ? check
        : check.option(RemoteCheckType.TIMEOUT, timeout).every(checkInterval(timeout));
  }

  /** Silence is noticed late by at most half of its limit, and at most a minute. */
  private static Duration checkInterval(Duration timeout) {
    return Duration.ofSeconds(Math.max(1, Math.min(MOST_SECONDS, timeout.toSeconds() / 2)));
  }

  private static SiteConfig retyped(SiteConfig site, Map<String, String> types) {
    Map<String, Object> checks = new LinkedHashMap<>(site.section(CHECKS).orElse(Map.of()));
    boolean changed = false;
    for (Map.Entry<String, String> type : types.entrySet()) {
      CheckConfig check = site.checks().get(type.getKey());
      if (check != null && check.type().equals(RemoteCheckType.NAME)) {
        checks.put(check.name(), check.with(CheckKeys.SUB_TYPE, type.getValue()).raw());
        changed = true;
      }
    }
    return changed ? site.with(CHECKS, checks) : site;
  }
}
