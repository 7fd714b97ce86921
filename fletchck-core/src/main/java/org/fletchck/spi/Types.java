package org.fletchck.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The check and action types that a program knows, and what is wrong with those it can't use. */
public final class Types {

  private final Map<String, CheckType> checks = new LinkedHashMap<>();
  private final Map<String, ActionType> actions = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Types() {}

  /**
   * Returns exactly these types.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static Types of(PluginType<?>... types) {
    return of(List.of(types));
  }

  /**
   * Returns exactly these types.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static Types of(Collection<? extends PluginType<?>> types) {
    Types result = new Types();
    types.forEach(result::add);
    if (!result.problems.isEmpty()) {
      throw new IllegalArgumentException(result.problems.get(0).toString());
    }
    return result;
  }

  /**
   * Finds the providers that the calling thread's class loader sees, on the class path as a rule.
   */
  public static Types discover() {
    return discover(Thread.currentThread().getContextClassLoader());
  }

  /** Finds the providers that a class loader sees. One that can't be used becomes a problem. */
  public static Types discover(ClassLoader loader) {
    Types result = new Types();
    result.addAll(CheckType.class, loader);
    result.addAll(ActionType.class, loader);
    return result;
  }

  /** Returns these and those; a type of {@code more} whose name is taken becomes a problem. */
  public Types and(Types more) {
    Types result = new Types();
    for (Types part : List.of(this, more)) {
      part.checks.values().forEach(result::add);
      part.actions.values().forEach(result::add);
      result.problems.addAll(part.problems);
    }
    return result;
  }

  /** Returns the check type of that name. */
  public Optional<CheckType> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /** Returns the action type of that name. */
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

  /** Returns what is wrong with providers that can't be used. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  private <P extends PluginType<?>> void addAll(Class<P> service, ClassLoader loader) {
    Iterator<P> providers = ServiceLoader.load(service, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        add(providers.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        problems.add(
            Problem.error("", "a plugin can't be used: " + said(e), "update or remove its jar"));
      }
    }
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
              "",
              "two "
                  + kind
                  + " types are named "
                  + type.name()
                  + ": "
                  + named(first)
                  + " and "
                  + named(type),
              "the first one is used"));
    }
  }

  private static String named(Object type) {
    return type.getClass().getName();
  }

  private static String said(Throwable e) {
    Throwable cause = e.getCause();
    return e.getMessage() + (cause == null ? "" : " (" + cause + ")");
  }
}
