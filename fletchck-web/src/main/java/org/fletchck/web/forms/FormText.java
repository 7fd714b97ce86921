package org.fletchck.web.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fletchck.config.CheckKeys;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/**
 * Converts values of the file to text for a form and back. Text that comes back unchanged leaves
 * the value exactly as it is written in the file.
 */
final class FormText {

  private static final String SEPARATOR = ": ";
  private static final int LONGEST_NUMBER = 60;

  private FormText() {}

  /** Returns the text of a value; empty for none, and the mask for hidden values. */
  static String shown(Option<?> option, @Nullable Object raw) {
    if (raw == null) {
      return "";
    }
    if (isHidden(option, raw)) {
      return Options.MASK;
    }
    return switch (option.kind()) {
      case LIST, CHECKS -> raw instanceof List<?> list ? lines(list) : plain(raw);
      case MAP -> raw instanceof Map<?, ?> map ? lines(map) : plain(raw);
      case FLAG, CHOICE -> word(option, raw);
      default -> plain(raw);
    };
  }

  /** Returns whether a value is hidden: a secret, or a reference to the environment or a file. */
  static boolean isHidden(Option<?> option, @Nullable Object raw) {
    return raw != null && (option.isSecret() || Options.of(List.of(), one(raw)).hasReferences());
  }

  private static Map<String, Object> one(Object raw) {
    return Map.of("value", raw);
  }

  /** Returns whether a list or map has items that don't fit on a line of a form. */
  static boolean isTorn(@Nullable Object raw) {
    if (raw instanceof List<?> list) {
      return list.stream().anyMatch(item -> isTorn(item, false));
    }
    return raw instanceof Map<?, ?> map
        && map.entrySet().stream()
            .anyMatch(e -> isTorn(e.getKey(), true) || isTorn(e.getValue(), false));
  }

  private static boolean isTorn(@Nullable Object part, boolean name) {
    String text = String.valueOf(part);
    return part instanceof Map
        || part instanceof List
        || text.contains("\n")
        || text.contains("\r")
        || !text.equals(text.strip())
        || text.isEmpty()
        || (name && text.contains(SEPARATOR));
  }

  /**
   * Returns the value for the file; null to omit the key, as for an empty text or the default.
   *
   * @param before the current value in the file
   */
  static @Nullable Object read(Option<?> option, String text, @Nullable Object before) {
    String typed = canonical(text);
    if (typed.equals(canonical(shown(option, before)))) {
      return before;
    }
    if (typed.isBlank()) {
      return null;
    }
    Object value = value(option, typed, before);
    return isDefault(option, value) ? null : value;
  }

  private static Object value(Option<?> option, String typed, @Nullable Object before) {
    String word = typed.strip();
    return switch (option.kind()) {
      case INTEGER, NUMBER, SECONDS -> number(word);
      case FLAG -> flag(word);
      case LIST, CHECKS -> list(option, typed, before);
      case MAP -> isMap(typed) ? Comments.kept(before, map(typed, before)) : typed;
      case CHOICE -> word;
      case TEXT -> option == CheckKeys.PAUSED ? flag(word) : text(option, typed, before);
    };
  }

  private static Object text(Option<?> option, String typed, @Nullable Object before) {
    String old = before instanceof String string ? string : "";
    if (option.isMultiline() || old.contains("\n")) {
      return old.contains("\r\n") ? typed.replace("\n", "\r\n") : typed;
    }
    return option.isSecret() ? typed : typed.strip();
  }

  /** Returns a number, or else the text, so that validation reports what was expected. */
  private static Object number(String word) {
    try {
      return word.length() > LONGEST_NUMBER ? word : new BigDecimal(word);
    } catch (NumberFormatException e) {
      return word;
    }
  }

  private static Object flag(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> word;
    };
  }

  private static Object list(Option<?> option, String typed, @Nullable Object before) {
    List<String> items = typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    boolean one = option.isOneAllowed() && before instanceof String && items.size() == 1;
    return one ? items.get(0) : items;
  }

  /** Returns whether each line has a colon; other text is kept, so that validation reports it. */
  private static boolean isMap(String typed) {
    return typed.lines().allMatch(line -> line.isBlank() || line.indexOf(':') >= 0);
  }

  private static Map<String, Object> map(String typed, @Nullable Object before) {
    Map<?, ?> old = before instanceof Map<?, ?> map ? map : Map.of();
    Map<String, Object> values = new LinkedHashMap<>();
    for (String line : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      int at = line.contains(SEPARATOR) ? line.indexOf(SEPARATOR) : line.indexOf(':');
      String name = line.substring(0, at).strip();
      String value = line.substring(at + 1).strip();
      Object same = old.get(name);
      values.put(name, same != null && plain(same).equals(value) ? same : value);
    }
    return values;
  }

  private static <T> boolean isDefault(Option<T> option, Object value) {
    try {
      T read = option.read(value, warning -> {});
      return option.fallback().filter(read::equals).isPresent();
    } catch (IllegalArgumentException e) {
      return false; // reported by validation
    }
  }

  private static String word(Option<?> option, Object raw) {
    try {
      return String.valueOf(option.read(raw, warning -> {}));
    } catch (IllegalArgumentException e) {
      return plain(raw);
    }
  }

  private static String lines(List<?> list) {
    return list.stream()
        .filter(Objects::nonNull)
        .map(FormText::plain)
        .collect(Collectors.joining("\n"));
  }

  private static String lines(Map<?, ?> map) {
    List<String> lines = new ArrayList<>();
    map.forEach(
        (name, value) -> {
          if (value != null && !name.toString().startsWith("//")) {
            lines.add(name + SEPARATOR + plain(value));
          }
        });
    return String.join("\n", lines);
  }

  private static String plain(Object raw) {
    return raw instanceof Double || raw instanceof BigDecimal
        ? new BigDecimal(raw.toString()).stripTrailingZeros().toPlainString()
        : raw.toString();
  }

  /** Normalizes line ends, and the NUL character, which browsers can't send. */
  static String canonical(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
  }
}
