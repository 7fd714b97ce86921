package org.fletchck.web.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the order of keys, and comments, which are keys that begin with two slashes. */
final class Comments {

  private Comments() {}

  /** Returns the new values in the order of the old ones, with the old comments. */
  static Map<String, Object> kept(@Nullable Object before, Map<String, ?> now) {
    Map<String, Object> kept = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> old) {
      old.forEach(
          (key, value) -> {
            String name = String.valueOf(key);
            Object fresh = now.get(name);
            if (name.startsWith("//")) {
              kept.put(name, value);
            } else if (fresh != null) {
              kept.put(
                  name, fresh instanceof Map<?, ?> inner ? kept(value, strings(inner)) : fresh);
            }
          });
    }
    now.forEach(kept::putIfAbsent);
    return kept;
  }

  /** Returns a map without comments and nulls. */
  static Map<String, Object> without(Map<?, ?> map) {
    Map<String, Object> rest = strings(map);
    rest.entrySet().removeIf(e -> e.getValue() == null || e.getKey().startsWith("//"));
    return rest;
  }

  static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
