package org.fletchck.web.api;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.EntryKind;
import org.fletchck.schedule.TriggerText;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/** Shows checks and actions as written in the file, without secrets, and takes them back. */
final class EntryJson {

  private static final String OPTIONS = "options";

  private final Types types;

  EntryJson(Types types) {
    this.types = types;
  }

  Map<String, @Nullable Object> show(EntryKind kind, String name, Map<String, Object> raw) {
    return parts(kind, name, raw.get("type")).show(raw);
  }

  /**
   * Returns an entry that was sent back.
   *
   * @param before the entry in the file under this name
   * @throws Refusal if its secrets can't be restored, or its trigger is an invalid string
   */
  EntryFromJson take(
      EntryKind kind, String name, Map<String, @Nullable Object> sent, Map<String, Object> before) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(sent);
    if (kind == EntryKind.CHECK && sent.get("trigger") instanceof String text) {
      try {
        config.put("trigger", TriggerText.parse(text).orElse(null));
      } catch (IllegalArgumentException e) {
        throw Refusal.wrong(kind.path(name) + ".trigger", String.valueOf(e.getMessage()));
      }
    }
    return parts(kind, name, sent.get("type")).take(config, before);
  }

  private Parts parts(EntryKind kind, String name, @Nullable Object type) {
    String path = kind.path(name);
    String options = path + "." + OPTIONS;
    String known = type instanceof String text ? text : "";
    return kind == EntryKind.CHECK
        ? new Parts(
            new SecretRedactor(path, CheckKeys.ALL, List.of("trigger", "data", OPTIONS)),
            new SecretRedactor(
                options,
                types.check(known).map(t -> options(t, CheckKeys.COMMON_OPTIONS)).orElse(List.of()),
                List.of()))
        : new Parts(
            new SecretRedactor(path, ActionKeys.ALL, List.of(OPTIONS)),
            new SecretRedactor(
                options,
                types
                    .action(known)
                    .map(t -> options(t, ActionKeys.COMMON_OPTIONS))
                    .orElse(List.of()),
                List.of()));
  }

  private static List<Option<?>> options(PluginType<?> type, List<Option<?>> common) {
    return Stream.concat(type.options().stream(), common.stream()).toList();
  }

  /**
   * An entry that was sent back.
   *
   * @param raw what to write into the file
   * @param given the paths of values that were given again
   */
  record EntryFromJson(Map<String, @Nullable Object> raw, Set<String> given) {}

  /** The redactors of an entry and of its options. */
  private record Parts(SecretRedactor keys, SecretRedactor options) {

    Map<String, @Nullable Object> show(Map<String, Object> raw) {
      Map<String, @Nullable Object> shown = keys.hide(raw);
      if (raw.get(OPTIONS) instanceof Map<?, ?>) {
        shown.put(OPTIONS, options.hide(object(raw)));
      }
      return shown;
    }

    EntryFromJson take(Map<String, @Nullable Object> sent, Map<String, Object> before) {
      SecretRedactor.RestoredValue entry = keys.restore(sent, before);
      Map<String, @Nullable Object> raw = entry.values();
      Set<String> given = new HashSet<>(entry.given());
      if (sent.get(OPTIONS) instanceof Map<?, ?>) {
        SecretRedactor.RestoredValue own = options.restore(object(sent), object(before));
        raw.put(OPTIONS, own.values());
        given.addAll(own.given());
        refuse(own);
      }
      refuse(entry);
      return new EntryFromJson(raw, given);
    }

    private static void refuse(SecretRedactor.RestoredValue restored) {
      if (!restored.problems().isEmpty()) {
        throw Refusal.wrong(restored.problems());
      }
    }

    @SuppressWarnings("unchecked") // keys of what was read are strings
    private static Map<String, @Nullable Object> object(Map<String, ?> entry) {
      return entry.get(OPTIONS) instanceof Map<?, ?> map
          ? (Map<String, @Nullable Object>) map
          : Map.of();
    }
  }
}
