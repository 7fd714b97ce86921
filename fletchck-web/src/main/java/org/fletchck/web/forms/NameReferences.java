package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.MqttKeys;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteKeys;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/**
 * The references to a check or an action in a site.
 *
 * @param site the site
 * @param types determine which options hold names of checks
 * @param name the name of the check or action
 */
record NameReferences(SiteConfig site, Types types, String name) {

  /** Returns where the check is used, in words. */
  List<String> ofCheck() {
    List<String> places = new ArrayList<>();
    if (site.uplink().contains(name)) {
      places.add("it is in the uplink of the site");
    }
    for (CheckConfig check : site.checks().values()) {
      if (holds(check.raw().get(CheckKeys.DEPENDS.name()))) {
        places.add(check.name() + " depends on it");
      }
      for (Option<?> option : members(check)) {
        if (holds(FieldGroup.given(option, OptionsObject.in(check.raw())))) {
          places.add(check.name() + " runs it");
        }
      }
    }
    return places;
  }

  /** Returns the site without the check and the references to it. */
  SiteConfig withoutCheck() {
    SiteConfig changed = withoutUplink(site.withoutCheck(name));
    for (CheckConfig check : changed.checks().values()) {
      CheckConfig cleaned = cleaned(check, CheckKeys.DEPENDS);
      for (Option<?> option : members(check)) {
        Object value = FieldGroup.given(option, OptionsObject.in(check.raw()));
        if (holds(value)) {
          cleaned = cleaned.option(option.name(), without(value));
        }
      }
      changed = cleaned.equals(check) ? changed : changed.withCheck(cleaned);
    }
    return changed;
  }

  /** Returns where the action is used, in words. */
  List<String> ofAction() {
    List<String> places = new ArrayList<>();
    if (holds(autoadd().get(MqttKeys.AUTOADD_ACTIONS.name()))) {
      places.add("checks that arrive over MQTT get it");
    }
    site.checks().values().stream()
        .filter(check -> holds(check.raw().get(CheckKeys.ACTIONS.name())))
        .forEach(check -> places.add(check.name() + " notifies through it"));
    return places;
  }

  /** Returns the site without the action and the references to it. */
  SiteConfig withoutAction() {
    SiteConfig changed = site.withoutAction(name);
    String key = MqttKeys.AUTOADD_ACTIONS.name();
    if (holds(autoadd().get(key))) {
      Map<String, Object> mqtt = new LinkedHashMap<>(autoadd());
      Object left = without(mqtt.get(key));
      if (left == null) {
        mqtt.remove(key);
      } else {
        mqtt.put(key, left);
      }
      changed = changed.with("mqtt", mqtt);
    }
    for (CheckConfig check : changed.checks().values()) {
      CheckConfig cleaned = cleaned(check, CheckKeys.ACTIONS);
      changed = cleaned.equals(check) ? changed : changed.withCheck(cleaned);
    }
    return changed;
  }

  private Map<String, Object> autoadd() {
    return site.section("mqtt").orElse(Map.of());
  }

  private List<Option<?>> members(CheckConfig check) {
    List<Option<?>> options = types.check(check.type()).map(CheckType::options).orElse(List.of());
    return options.stream().filter(option -> option.kind() == Option.Kind.CHECKS).toList();
  }

  private CheckConfig cleaned(CheckConfig check, Option<?> key) {
    Object value = check.raw().get(key.name());
    return holds(value) ? check.with(key.name(), without(value)) : check;
  }

  private SiteConfig withoutUplink(SiteConfig config) {
    if (!config.uplink().contains(name)) {
      return config;
    }
    UplinkFields uplink = new UplinkFields(config);
    return config.with(SiteKeys.UPLINK.name(), uplink.withOnly(without(uplink.checks())));
  }

  private boolean holds(@Nullable Object value) {
    return FieldGroup.items(value).contains(name);
  }

  private @Nullable Object without(@Nullable Object value) {
    List<String> left = FieldGroup.items(value).stream().filter(n -> !n.equals(name)).toList();
    return left.isEmpty() ? null : left;
  }
}
