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
 * Hides what must not be sent, and restores it when the values are sent back. A value is shown only
 * if it is declared, and neither a secret nor a reference to the environment or a file: an
 * undeclared one may be a misplaced secret.
 *
 * @param path the path of the values
 * @param declared the options that the values are for
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

  /** Returns whether a value contains a reference to the environment or a file. */
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
   * Returns the values that were sent back, with hidden ones restored.
   *
   * @param before the current values
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
                Problem.error(where, "there is no hidden value to keep", "send the value"));
          }
        });
    return new RestoredValue(restored, given, problems);
  }

  /**
   * Values that were sent back.
   *
   * @param values the values, with hidden ones restored
   * @param given the paths of values that were given again
   * @param problems the values that can't be restored
   */
  record RestoredValue(
      Map<String, @Nullable Object> values, Set<String> given, List<Problem> problems) {}
}
