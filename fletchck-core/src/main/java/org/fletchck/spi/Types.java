package org.fletchck.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The check and action types of a program, and the problems of those that can't be used. */
public final class Types {

  private final Map<String, CheckType> checks = new LinkedHashMap<>();
  private final Map<String, ActionType> actions = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Types() {}

  /**
   * Returns exactly these types.
   *
   * @throws IllegalArgumentException if two have the same name, or a declaration is invalid
   */
  public static Types of(PluginType<?>... types) {
    return of(List.of(types));
  }

  /**
   * Returns exactly these types.
   *
   * @throws IllegalArgumentException if two have the same name, or a declaration is invalid
   */
  public static Types of(Collection<? extends PluginType<?>> types) {
    Types result = new Types();
    for (PluginType<?> type : types) {
      try {
        PluginRules.check(type);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(type.getClass().getName() + ": " + e.getMessage(), e);
      }
      result.add(type);
    }
    if (!result.problems.isEmpty()) {
      throw new IllegalArgumentException(result.problems.get(0).toString());
    }
    return result;
  }

  /**
   * Finds the providers visible to the context class loader of the calling thread, usually those on
   * the class path.
   */
  public static Types discover() {
    return discover(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Finds the providers visible to a class loader: the classes listed in {@code META-INF/services}.
   * One that can't be used becomes a problem that names its jar.
   */
  public static Types discover(ClassLoader loader) {
    Types result = new Types();
    new Providers<>(CheckType.class, loader, result::add, result.problems::add).find();
    new Providers<>(ActionType.class, loader, result::add, result.problems::add).find();
    return result;
  }

  /** Returns these types and more; one of {@code more} whose name is taken becomes a problem. */
  public Types and(Types more) {
    Types result = new Types();
    for (Types part : List.of(this, more)) {
      part.checks.values().forEach(result::add);
      part.actions.values().forEach(result::add);
      result.problems.addAll(part.problems);
    }
    return result;
  }

  /** Returns these types with more problems, such as jars that can't be opened. */
  public Types withProblems(List<Problem> more) {
    Types result = and(new Types());
    result.problems.addAll(more);
    return result;
  }

  /** Returns the path of the jar or folder that a type comes from, for messages. */
  public static String source(PluginType<?> type) {
    return JarOrigin.of(type.getClass());
  }

  /** Returns the check type with this name. */
  public Optional<CheckType> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /** Returns the action type with this name. */
  public Optional<ActionType> action(String name) {
    return Optional.ofNullable(actions.get(name));
  }

  /** Returns the check types in the order in which they were found. */
  public Collection<CheckType> checks() {
    return Collections.unmodifiableCollection(checks.values());
  }

  /** Returns the action types in the order in which they were found. */
  public Collection<ActionType> actions() {
    return Collections.unmodifiableCollection(actions.values());
  }

  /** Returns the problems of providers that can't be used. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  private void add(PluginType<?> type) {
    if (type instanceof CheckType check) {
      add(checks, check, "check");
    } else if (type instanceof ActionType action) {
      add(actions, action, "action");
    } else {
      throw new IllegalArgumentException(
          type.getClass() + " is neither a check nor an action type");
    }
  }

  private <P extends PluginType<?>> void add(Map<String, P> known, P type, String kind) {
    P first = known.putIfAbsent(type.name(), type);
    if (first != null) {
      problems.add(
          Problem.error(
              source(type),
              "two %s types are named %s: %s and %s"
                  .formatted(kind, type.name(), named(first), named(type)),
              "the first one is used; remove one of them"));
    }
  }

  private static String named(PluginType<?> type) {
    return type.getClass().getName() + " in " + source(type);
  }
}
