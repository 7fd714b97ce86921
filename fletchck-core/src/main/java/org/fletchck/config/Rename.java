package org.fletchck.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Types;

/** Renames a check or an action, and updates the references to it. */
record Rename(String from, String to) {

  Map<String, Object> check(Map<String, Object> site, Types types) {
    String uplink = SiteKeys.UPLINK.name();
    Map<String, Object> renamed =
        section(followed(entry(site, "checks"), List.of(uplink)), uplink, UplinkKeys.CHECKS);
    Map<String, Object> reached = stillReached(renamed, types);
    return eachCheck(
        section(reached, "webui", WebuiKeys.STATUS),
        check -> {
          Map<String, Object> entry = followed(check, List.of("depends"));
          List<String> options = checkOptions(check, types);
          return RawValues.object(entry, Entry.OPTIONS)
              .map(values -> RawValues.with(entry, Entry.OPTIONS, followed(values, options)))
              .orElse(entry);
        });
  }

  /** Keeps the old name as remote id, as the sender of reports doesn't know the new one. */
  private Map<String, Object> stillReached(Map<String, Object> site, Types types) {
    Map<String, Object> checks = RawValues.object(site, "checks").orElse(Map.of());
    Map<String, Object> check = RawValues.object(checks, to).orElse(Map.of());
    boolean receives =
        check.get("type") instanceof String name
            && types.check(name).filter(CheckType::receivesReports).isPresent();
    String id = CheckKeys.REMOTE_ID.name();
    return receives && !from.equals(to) && check.get(id) == null
        ? RawValues.with(
            site, "checks", RawValues.with(checks, to, RawValues.with(check, id, from)))
        : site;
  }

  Map<String, Object> action(Map<String, Object> site) {
    Map<String, Object> renamed = entry(site, "actions");
    return eachCheck(
        section(renamed, "mqtt", MqttKeys.AUTOADD_ACTIONS),
        check -> followed(check, List.of("actions")));
  }

  private Map<String, Object> section(Map<String, Object> site, String section, Option<?> key) {
    return RawValues.object(site, section)
        .map(values -> RawValues.with(site, section, followed(values, List.of(key.name()))))
        .orElse(site);
  }

  private Map<String, Object> entry(Map<String, Object> site, String section) {
    Map<String, Object> entries = RawValues.object(site, section).orElse(Map.of());
    if (!entries.containsKey(from)) {
      throw new IllegalArgumentException(section + ": there is no \"" + from + '"');
    }
    if (entries.containsKey(to) && !to.equals(from)) {
      throw new IllegalArgumentException(section + ": there is a \"" + to + "\" already");
    }
    return RawValues.with(site, section, RawValues.renamed(entries, from, Entry.checked(to)));
  }

  private static List<String> checkOptions(Map<String, Object> check, Types types) {
    Optional<CheckType> type =
        check.get("type") instanceof String name ? types.check(name) : Optional.empty();
    return type.stream()
        .flatMap(t -> t.options().stream())
        .filter(option -> option.kind() == Option.Kind.CHECKS)
        .flatMap(option -> option.names().stream())
        .toList();
  }

  private Map<String, Object> followed(Map<String, Object> map, List<String> keys) {
    Map<String, Object> changed = map;
    for (String key : keys) {
      Object before = map.get(key);
      Object after = RawValues.replaced(before, from, to);
      if (after != before) {
        changed = RawValues.with(changed, key, after);
      }
    }
    return changed;
  }

  private static Map<String, Object> eachCheck(
      Map<String, Object> site, UnaryOperator<Map<String, Object>> change) {
    Map<String, Object> checks = new LinkedHashMap<>();
    Map<String, Object> before = RawValues.object(site, "checks").orElse(Map.of());
    before.forEach(
        (name, value) ->
            checks.put(name, RawValues.object(before, name).<Object>map(change).orElse(value)));
    return before.isEmpty() ? site : RawValues.with(site, "checks", checks);
  }
}
