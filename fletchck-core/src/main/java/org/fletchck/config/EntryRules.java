package org.fletchck.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;

/**
 * What holds for checks and for actions.
 *
 * @param kind {@code check} or {@code action}
 * @param keys of the entry
 * @param objects the keys whose values are objects
 * @param common options that every type has
 * @param types those that the program knows
 */
record EntryRules(
    String kind,
    List<Option<?>> keys,
    List<String> objects,
    List<Option<?>> common,
    Collection<? extends PluginType<?>> types) {

  /** Finds what is wrong with an entry; its type is found among those given, if it is known. */
  void check(Entry entry, String path, Consumer<Problem> problems) {
    if (!entry.isAnObject()) {
      problems.accept(Problem.error(path, "expected an object with a type", "{\"type\": \"...\"}"));
      return;
    }
    Options.of(keys, entry.raw())
        .resolvedBy(new References(entry.folder()))
        .problems(path)
        .forEach(problems);
    Optional<PluginType<?>> type = type(entry);
    Object named = entry.raw().get("type");
    if (type.isEmpty() && named != null) {
      problems.accept(unknownType(String.valueOf(named), path));
    }
    objects(entry, path, problems);
    type.ifPresent(t -> unknownKeys(entry, t, path, problems));
    type.ifPresent(t -> options(entry, t, path + "." + Entry.OPTIONS, problems));
  }

  /** Returns the required options that an entry lacks. */
  List<Option<?>> missing(Entry entry) {
    return type(entry).stream()
        .flatMap(t -> Options.of(Entry.declared(t, common), entry.rawOptions()).missing().stream())
        .toList();
  }

  private Optional<PluginType<?>> type(Entry entry) {
    Object named = entry.raw().get("type");
    return types.stream()
        .filter(type -> type.name().equals(named))
        .<PluginType<?>>map(type -> type)
        .findFirst();
  }

  private Problem unknownType(String named, String path) {
    List<String> names = types.stream().map(PluginType::name).toList();
    return Problem.error(
        path + ".type",
        "unknown " + kind + " type \"" + named + '"',
        NearMiss.nearest(named, names)
            .map(near -> "did you mean " + near + "?")
            .orElse("known are " + String.join(", ", names)));
  }

  private void objects(Entry entry, String path, Consumer<Problem> problems) {
    Object options = entry.raw().get(Entry.OPTIONS);
    if (options != null && !(options instanceof Map)) {
      problems.accept(
          Problem.error(path + "." + Entry.OPTIONS, "expected an object", "{\"name\": value}"));
    }
  }

  private void unknownKeys(
      Entry entry, PluginType<?> type, String path, Consumer<Problem> problems) {
    List<Option<?>> own = Entry.declared(type, common);
    List<Option<?>> others = new ArrayList<>();
    types.forEach(other -> others.addAll(other.options()));
    new UnknownKeys()
        .known(keys)
        .alsoKnown(objects)
        .elsewhere("inside options", UnknownKeys.names(own))
        .find(entry.raw(), path, problems);
    new UnknownKeys()
        .known(own)
        .ignored(others)
        .elsewhere("beside options", UnknownKeys.names(keys))
        .elsewhere("beside options", objects)
        .find(entry.rawOptions(), path + "." + Entry.OPTIONS, problems);
  }

  private void options(Entry entry, PluginType<?> type, String path, Consumer<Problem> problems) {
    References references = new References(entry.folder());
    Options options = entry.options(Entry.declared(type, common), references);
    List<Problem> found = options.problems(path);
    found.forEach(problems);
    if (found.stream().noneMatch(Problem::isError) && !references.failed()) {
      tryOut(type, options, path).ifPresent(problems);
    }
  }

  /** What doesn't fit together is known to the type alone, and plugins may fail in any way. */
  private static Optional<Problem> tryOut(PluginType<?> type, Options options, String path) {
    try {
      type.create(options);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Problem.error(path, String.valueOf(e.getMessage()), ""));
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(
          Problem.error(path, "type " + type.name() + " can't be used: " + e, "update its plugin"));
    }
  }
}
