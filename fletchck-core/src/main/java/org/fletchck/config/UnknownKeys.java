package org.fletchck.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fletchck.spi.Option;
import org.fletchck.spi.Problem;

/** Warns of unknown keys, with the name that was probably meant. */
final class UnknownKeys {

  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> ignored = new HashSet<>();
  private final Map<String, String> elsewhere = new LinkedHashMap<>();

  UnknownKeys known(Collection<Option<?>> options) {
    options.forEach(option -> known.addAll(option.names()));
    return this;
  }

  UnknownKeys alsoKnown(Collection<String> names) {
    known.addAll(names);
    return this;
  }

  /** Ignores keys that have a meaning in an entry of another type. */
  UnknownKeys ignored(Collection<Option<?>> options) {
    options.forEach(option -> ignored.addAll(option.names()));
    return this;
  }

  /** Adds keys that have a meaning in another place, such as {@code inside options}. */
  UnknownKeys elsewhere(String place, Collection<String> names) {
    names.forEach(name -> elsewhere.putIfAbsent(name, place));
    return this;
  }

  void find(Map<String, Object> raw, String path, Consumer<Problem> problems) {
    raw.forEach(
        (key, value) -> {
          if (value != null
              && !key.startsWith("//")
              && !known.contains(key)
              && !ignored.contains(key)) {
            problems.accept(problem(key, ConfigPath.at(path, key)));
          }
        });
  }

  private Problem problem(String key, String where) {
    String place = elsewhere.get(key);
    if (place != null) {
      return Problem.warning(where, "has no effect here", "it belongs " + place);
    }
    String meant =
        NearMiss.nearest(key, known)
            .or(
                () ->
                    NearMiss.nearest(key, elsewhere.keySet())
                        .map(near -> near + ", " + elsewhere.get(near)))
            .map(near -> "did you mean " + near + "?")
            .orElse("it has no effect");
    return Problem.warning(where, "unknown key", meant);
  }

  static List<String> names(Collection<Option<?>> options) {
    return options.stream().flatMap(option -> option.names().stream()).toList();
  }
}
