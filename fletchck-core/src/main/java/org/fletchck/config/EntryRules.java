package org.fletchck.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/** The rules for all checks, or for all actions; created once for many of them. */
final class EntryRules {

  private final String kind;
  private final List<Option<?>> keys;
  private final Map<String, TypeRules> types = new LinkedHashMap<>();

  private EntryRules(String kind, List<Option<?>> keys) {
    this.kind = kind;
    this.keys = keys;
  }

  static EntryRules forChecks(Types types) {
    EntryRules rules = new EntryRules("check", CheckKeys.ALL);
    rules.add(types.checks(), CheckKeys.OBJECTS, CheckKeys.COMMON_OPTIONS);
    return rules;
  }

  static EntryRules forActions(Types types) {
    EntryRules rules = new EntryRules("action", ActionKeys.ALL);
    rules.add(types.actions(), ActionKeys.OBJECTS, ActionKeys.COMMON_OPTIONS);
    return rules;
  }

  private void add(
      Collection<? extends PluginType<?>> all, List<String> objects, List<Option<?>> common) {
    List<Option<?>> any = new ArrayList<>();
    all.forEach(type -> any.addAll(type.options()));
    for (PluginType<?> type : all) {
      List<Option<?>> own = Entry.declared(type, common);
      UnknownKeys inEntry =
          new UnknownKeys()
              .known(keys)
              .alsoKnown(objects)
              .elsewhere("inside options", UnknownKeys.names(own));
      UnknownKeys inOptions =
          new UnknownKeys()
              .known(own)
              .ignored(any)
              .elsewhere("next to options", UnknownKeys.names(keys))
              .elsewhere("next to options", objects);
      types.put(type.name(), new TypeRules(type, own, inEntry, inOptions));
    }
  }

  /** Finds the problems of an entry, including those of its type if that is known. */
  void check(Entry entry, String path, Consumer<Problem> problems) {
    if (!entry.isAnObject()) {
      problems.accept(Problem.error(path, "expected an object with a type", "{\"type\": \"...\"}"));
      return;
    }
    Options.of(keys, entry.raw())
        .resolvedBy(new ValueReferences(entry.folder()))
        .problems(path)
        .forEach(problems);
    Object named = entry.raw().get("type");
    TypeRules type = type(entry);
    if (type == null && named != null) {
      problems.accept(unknownType(String.valueOf(named), path));
    }
    objects(entry, path, problems);
    if (type != null) {
      String optionsPath = path + "." + Entry.OPTIONS;
      type.inEntry().find(entry.raw(), path, problems);
      type.inOptions().find(entry.rawOptions(), optionsPath, problems);
      options(entry, type, optionsPath, problems);
    }
  }

  /** Returns the required options that an entry lacks. */
  List<Option<?>> missing(Entry entry) {
    TypeRules type = type(entry);
    return type == null ? List.of() : Options.of(type.declared(), entry.rawOptions()).missing();
  }

  private @Nullable TypeRules type(Entry entry) {
    return entry.raw().get("type") instanceof String name ? types.get(name) : null;
  }

  private Problem unknownType(String named, String path) {
    Set<String> names = types.keySet();
    return Problem.error(
        path + ".type",
        "unknown " + kind + " type \"" + named + '"',
        NearMiss.nearest(named, names)
            .map(near -> "did you mean " + near + "?")
            .orElse("known types: " + String.join(", ", names)));
  }

  private void objects(Entry entry, String path, Consumer<Problem> problems) {
    Object options = entry.raw().get(Entry.OPTIONS);
    if (options != null && !(options instanceof Map)) {
      problems.accept(
          Problem.error(path + "." + Entry.OPTIONS, "expected an object", "{\"name\": value}"));
    }
  }

  private static void options(
      Entry entry, TypeRules type, String path, Consumer<Problem> problems) {
    ValueReferences references = new ValueReferences(entry.folder());
    Options options = entry.options(type.declared(), references);
    List<Problem> found = options.problems(path);
    found.forEach(problems);
    if (found.stream().noneMatch(Problem::isError) && !references.failed()) {
      tryOut(type.type(), options, path).ifPresent(problems);
    }
  }

  /** Only the type knows which options conflict, and plugins may fail in any way. */
  private static Optional<Problem> tryOut(PluginType<?> type, Options options, String path) {
    try {
      type.create(options);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String why = options.withoutSecrets(String.valueOf(e.getMessage()));
      return Optional.of(Problem.error(path, why, ""));
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(
          Problem.error(
              path,
              "type " + type.name() + " can't be used: " + options.withoutSecrets(e.toString()),
              "update its plugin, or add what it needs; it comes from " + Types.source(type)));
    }
  }

  /** The rules of a type, the same for all its entries. */
  private record TypeRules(
      PluginType<?> type, List<Option<?>> declared, UnknownKeys inEntry, UnknownKeys inOptions) {}
}
