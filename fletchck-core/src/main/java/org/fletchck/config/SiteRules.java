package org.fletchck.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;

/** The rules for the top level of a site and its sections. */
record SiteRules(SiteConfig site) {

  /** The prefix of the hashes that the pages and the original create. */
  private static final String HASH = "$argon2";

  /** The keys of the sections other than checks and actions. */
  static final Map<String, List<Option<?>>> SECTIONS =
      Map.of(
          "webui",
          WebuiKeys.ALL,
          "mqtt",
          MqttKeys.ALL,
          "heartbeat",
          SiteKeys.HEARTBEAT,
          "history",
          HistoryKeys.ALL);

  void find(Consumer<Problem> problems) {
    List<Option<?>> plain = new ArrayList<>(SiteKeys.ALL);
    site.section(SiteKeys.UPLINK.name())
        .ifPresent(
            raw -> {
              plain.remove(SiteKeys.UPLINK);
              values(UplinkKeys.ALL, raw, SiteKeys.UPLINK.name(), problems);
              new UnknownKeys().known(UplinkKeys.ALL).find(raw, SiteKeys.UPLINK.name(), problems);
            });
    values(plain, site.raw(), "", problems);
    UnknownKeys keys =
        new UnknownKeys().known(SiteKeys.ALL).alsoKnown(SiteKeys.OBJECTS).alsoKnown(List.of("log"));
    for (String key : SiteKeys.OBJECTS) {
      Object value = site.raw().get(key);
      if (value != null && !(value instanceof Map)) {
        problems.accept(Problem.error(key, "expected an object", "{...}, or leave it out"));
      }
      List<Option<?>> declared = SECTIONS.getOrDefault(key, List.of());
      keys.elsewhere("inside " + key, UnknownKeys.names(declared));
    }
    keys.find(site.raw(), "", problems);
    SiteKeys.OBJECTS.stream().filter(SECTIONS::containsKey).forEach(key -> section(key, problems));
    names(problems);
    sharing(problems);
    discovery(problems);
    users(problems);
  }

  private void section(String key, Consumer<Problem> problems) {
    List<Option<?>> declared = SECTIONS.getOrDefault(key, List.of());
    site.section(key)
        .ifPresent(
            raw -> {
              values(declared, raw, key, problems);
              new UnknownKeys()
                  .known(declared)
                  .elsewhere("at top level", UnknownKeys.names(SiteKeys.ALL))
                  .elsewhere("at top level", SiteKeys.OBJECTS)
                  .find(raw, key, problems);
            });
  }

  private void names(Consumer<Problem> problems) {
    for (String uplink : new LinkedHashSet<>(site.uplink())) {
      if (!site.checks().containsKey(uplink)) {
        problems.accept(
            Validator.noSuch(UplinkRules.path(site), "check", uplink, site.checks().keySet()));
      }
    }
    for (String shown : site.statusNames()) {
      if (!shown.equals(WebuiKeys.ALL_CHECKS) && !site.checks().containsKey(shown)) {
        problems.accept(Validator.noSuch("webui.status", "check", shown, site.checks().keySet()));
      }
    }
    String key = MqttKeys.AUTOADD_ACTIONS.name();
    for (String action : site.autoaddActions()) {
      if (!site.actions().containsKey(action)) {
        problems.accept(Validator.noSuch("mqtt." + key, "action", action, site.actions().keySet()));
      }
    }
  }

  /** Shared subscriptions are part of MQTT 5; in earlier versions they depend on the broker. */
  private void sharing(Consumer<Problem> problems) {
    LenientView mqtt =
        new LenientView(MqttKeys.ALL, site.section("mqtt").orElse(Map.of()), site.folder());
    if (mqtt.find(MqttKeys.SHARE).isPresent() && mqtt.get(MqttKeys.VERSION) < 5) {
      problems.accept(
          Problem.warning(
              "mqtt.share",
              "not every broker supports shared subscriptions in this version",
              "set \"version\": 5"));
    }
  }

  private void discovery(Consumer<Problem> problems) {
    LenientView mqtt =
        new LenientView(MqttKeys.ALL, site.section("mqtt").orElse(Map.of()), site.folder());
    mqtt.find(MqttKeys.DISCOVERY)
        .filter(prefix -> !prefix.isBlank() && !prefix.equals("off"))
        .flatMap(MqttTopic::problem)
        .ifPresent(
            why ->
                problems.accept(
                    Problem.warning(
                        "mqtt." + MqttKeys.DISCOVERY.name(),
                        "is off: as a topic it " + why,
                        "the usual prefix is homeassistant")));
  }

  /** Users without a hash can't log in; the original's empty name is a dummy that never could. */
  private void users(Consumer<Problem> problems) {
    Map<String, Object> webui = site.section("webui").orElse(Map.of());
    RawValues.object(webui, WebuiKeys.USERS.name())
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              boolean hash = value instanceof String text && text.strip().startsWith(HASH);
              boolean hidden = value instanceof String text && ValueReferences.isIn(text);
              if (!name.isEmpty() && !name.startsWith("//") && value != null && !hash && !hidden) {
                problems.accept(
                    Problem.warning(
                        ConfigPath.at("webui." + WebuiKeys.USERS.name(), name),
                        "can't log in: the value is not a password hash",
                        "a hash begins with " + HASH + "; the users page creates one"));
              }
            });
  }

  private void values(
      List<Option<?>> keys, Map<String, Object> raw, String path, Consumer<Problem> problems) {
    Options.of(keys, raw)
        .resolvedBy(new ValueReferences(site.folder()))
        .problems(path)
        .forEach(problems);
  }
}
