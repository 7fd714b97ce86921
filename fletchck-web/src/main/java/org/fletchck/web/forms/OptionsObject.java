package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;

/** The object {@code options} of a check or an action, which is omitted if it is empty. */
final class OptionsObject {

  static final String PREFIX = "options.";

  private static final String KEY = "options";

  private final Map<String, Object> entry;
  private Map<String, Object> options;

  OptionsObject(Map<String, Object> entry) {
    this.entry = entry;
    this.options = in(entry);
  }

  /** Returns the options of an entry. */
  static Map<String, Object> in(Map<String, Object> entry) {
    return entry.get(KEY) instanceof Map<?, ?> map ? Comments.strings(map) : Map.of();
  }

  /** Returns the options of a type, then the common ones that it doesn't declare itself. */
  static List<Option<?>> declared(Optional<PluginType<?>> type, List<Option<?>> common) {
    List<Option<?>> all = new ArrayList<>(type.map(PluginType::options).orElse(List.of()));
    common.stream()
        .filter(option -> all.stream().noneMatch(own -> own.name().equals(option.name())))
        .forEach(all::add);
    return all;
  }

  /** Drops the options that only the previous type has. */
  void drop(List<Option<?>> before, List<Option<?>> now) {
    List<String> kept = now.stream().flatMap(option -> option.names().stream()).toList();
    options = new LinkedHashMap<>(options);
    before.stream()
        .flatMap(option -> option.names().stream())
        .filter(name -> !kept.contains(name))
        .forEach(options::remove);
  }

  /** Returns the entry with the input applied. */
  Map<String, Object> apply(FieldGroup group, FormInput formInput) {
    Map<String, Object> changed = group.apply(options, formInput);
    if (changed.equals(in(entry))) {
      return entry;
    }
    Map<String, Object> result = new LinkedHashMap<>(entry);
    if (changed.isEmpty()) {
      result.remove(KEY);
    } else {
      result.put(KEY, changed);
    }
    return result;
  }
}
