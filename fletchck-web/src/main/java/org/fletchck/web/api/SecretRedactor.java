package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Hides what must not be sent, and puts it back when it returns. Only what is declared, no secret
 * and no reference to the environment or a file is shown: what nobody declared may be a secret that
 * stands in a wrong place.
 *
 * @param path where the values stand
 * @param declared the options that they are for
 * @param objects further keys, whose values are shown as they are
 */
record SecretRedactor(String path, List<Option<?>> declared, Collection<String> objects) {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):");

  /** Returns the values for display. */
  Map<String, @Nullable Object> hide(Map<String, ?> values) {
    Set<String> shown = shown();
    Map<String, @Nullable Object> hidden = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> hidden.put(name, isShown(shown, name, value) ? value : Options.MASK));
    return hidden;
  }

  private static boolean isShown(Set<String> shown, String name, @Nullable Object value) {
    return value == null || (shown.contains(name) && !holdsReference(value));
  }

  private Set<String> shown() {
    Set<String> shown = new HashSet<>(objects);
    declared.stream().filter(o -> !o.isSecret()).forEach(o -> shown.addAll(o.names()));
    return shown;
  }

  /** Tells whether a value holds a reference to the environment or a file. */
  static boolean holdsReference(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(SecretRedactor::holdsReference);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().anyMatch(SecretRedactor::holdsReference);
    }
    return value instanceof String text && REFERENCE.matcher(text).find();
  }

  /**
   * Returns the values that came back with what was hidden in its place again.
   *
   * @param before what stands there now
   */
  RestoredValue restore(Map<String, @Nullable Object> values, Map<String, ?> before) {
    Set<String> shown = shown();
    Map<String, @Nullable Object> restored = new LinkedHashMap<>();
    Set<String> given = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          String where = path.isEmpty() ? name : path + "." + name;
          Object known = before.get(name);
          boolean hidden = known != null && !isShown(shown, name, known);
          if (!Options.MASK.equals(value)) {
            restored.put(name, value);
            if (value != null && !holdsReference(value)) {
              given.add(where);
            }
          } else if (hidden) {
            restored.put(name, known);
          } else {
            problems.add(
                Problem.error(where, "has no hidden value that could be kept", "send the value"));
          }
        });
    return new RestoredValue(restored, given, problems);
  }

  /**
   * What came back.
   *
   * @param values what is meant
   * @param given the paths of values that were given again
   * @param problems what can't be put back
   */
  record RestoredValue(
      Map<String, @Nullable Object> values, Set<String> given, List<Problem> problems) {}
}
