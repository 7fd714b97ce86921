package org.fletchck.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.Options;
import org.fletchck.spi.Types;

/**
 * The graph of dependencies and sequence members of a site, without unknown names and without edges
 * that would close a cycle. Immutable; unknown names have no neighbours.
 */
public final class DependencyGraph {

  private final Map<String, List<String>> dependencies;
  private final Map<String, List<String>> members;
  private final Map<String, List<String>> dependents;
  private final Map<String, List<String>> holders;
  private final Uplink uplink;
  private final List<List<String>> cycles;

  private DependencyGraph(
      Map<String, List<String>> dependencies,
      Map<String, List<String>> members,
      Uplink uplink,
      List<List<String>> cycles) {
    this.dependencies = dependencies;
    this.members = members;
    this.dependents = reversed(dependencies);
    this.holders = reversed(members);
    this.uplink = uplink;
    this.cycles = Collections.unmodifiableList(cycles);
  }

  /** Returns the graph of a site. Takes time proportional to its size. */
  public static DependencyGraph of(SiteConfig site, Types types) {
    Map<String, List<String>> depends = new LinkedHashMap<>();
    Map<String, List<String>> members = new LinkedHashMap<>();
    Map<String, CheckConfig> checks = site.checks();
    checks.forEach(
        (name, check) -> {
          depends.put(name, known(check.depends(), checks));
          members.put(name, inRunOrder(known(memberNames(check, types), checks), checks));
        });
    List<List<String>> cycles = new Cycles(depends, members).cut();
    Uplink uplink = uplink(site, types, depends, members);
    if (!uplink.isList()) {
      uplink
          .dependents()
          .forEach(name -> depends.computeIfPresent(name, (n, all) -> with(all, uplink)));
    }
    return new DependencyGraph(depends, members, uplink, cycles);
  }

  /**
   * Returns the direct dependencies of a check in declared order, followed by the site's uplink if
   * that is a single check and this one is a network check.
   */
  public List<String> dependencies(String check) {
    return listed(dependencies, check);
  }

  /** Returns the members of a check: by priority, lower first, then as listed. */
  public List<String> members(String check) {
    return listed(members, check);
  }

  /** Returns the checks that depend directly on a check. */
  public List<String> dependents(String check) {
    return listed(dependents, check);
  }

  /** Returns the checks that have a check as a member. */
  public List<String> holders(String check) {
    return listed(holders, check);
  }

  /** Returns the monitor's own network connection. */
  public Uplink uplink() {
    return uplink;
  }

  /**
   * Returns the checks that depend on a check, directly or indirectly, nearest first. If the uplink
   * is lost without the check, all checks that need the uplink depend on it too.
   */
  public Set<String> allDependents(String check) {
    Set<String> all = reached(List.of(check), this::dependents);
    if (uplink.isList() && !uplink.checks().contains(check)) {
      int left = (int) uplink.checks().stream().filter(name -> !all.contains(name)).count();
      if (uplink.isLost(left, uplink.checks().size())) {
        all.addAll(reached(uplink.dependents(), this::dependents));
      }
    }
    all.remove(check);
    return Collections.unmodifiableSet(all);
  }

  /** Returns the cycles found, each as the names along it; the last equals the first. */
  public List<List<String>> cycles() {
    return cycles;
  }

  /** Returns the names of the members of a check, known or not, in the order of the file. */
  static List<String> memberNames(CheckConfig check, Types types) {
    return types.check(check.type()).stream()
        .flatMap(type -> type.options().stream())
        .filter(option -> option.kind() == Option.Kind.CHECKS)
        .flatMap(option -> memberNames(check, option).stream())
        .toList();
  }

  /** Returns the names in one option of kind CHECKS. */
  static List<String> memberNames(CheckConfig check, Option<?> option) {
    try {
      return Options.of(List.of(option), check.entry().rawOptions()).find(option).orElse(null)
              instanceof List<?> names
          ? names.stream().map(String::valueOf).toList()
          : List.of();
    } catch (IllegalArgumentException wrong) {
      // Reported by validation.
      return List.of();
    }
  }

  /** The checks of the uplink, and everything they need, don't depend on it. */
  private static Uplink uplink(
      SiteConfig site,
      Types types,
      Map<String, List<String>> depends,
      Map<String, List<String>> members) {
    List<String> checks = known(site.uplink(), site.checks());
    if (checks.isEmpty()) {
      return Uplink.NONE;
    }
    Set<String> dependents = new LinkedHashSet<>();
    Set<String> exempt =
        needed(checks, name -> listed(depends, name), name -> listed(members, name));
    site.checks()
        .forEach(
            (name, check) -> {
              boolean network =
                  types.check(check.type()).filter(CheckType::overNetwork).isPresent();
              if (network && !exempt.contains(name)) {
                dependents.add(name);
              }
            });
    boolean isList = site.uplink().stream().distinct().count() > 1;
    return new Uplink(checks, site.uplinkNeed(), isList, dependents);
  }

  private static List<String> with(List<String> depends, Uplink uplink) {
    Set<String> all = new LinkedHashSet<>(depends);
    all.addAll(uplink.checks());
    return List.copyOf(all);
  }

  /** Returns what a check needs: its dependencies and members, and what they need in turn. */
  Set<String> needed(String check) {
    Set<String> all = needed(List.of(check), this::dependencies, this::members);
    all.remove(check);
    return all;
  }

  private static Set<String> needed(
      List<String> checks,
      Function<String, List<String>> depends,
      Function<String, List<String>> members) {
    return reached(
        checks,
        name -> {
          List<String> next = new ArrayList<>(depends.apply(name));
          next.addAll(members.apply(name));
          return next;
        });
  }

  private static List<String> known(List<String> names, Map<String, CheckConfig> checks) {
    return names.stream().distinct().filter(checks::containsKey).toList();
  }

  private static List<String> inRunOrder(List<String> names, Map<String, CheckConfig> checks) {
    Map<String, Integer> priority = new LinkedHashMap<>();
    names.forEach(
        name -> {
          CheckConfig check = checks.get(name);
          priority.put(name, check == null ? 0 : check.priority());
        });
    return names.stream()
        .sorted(Comparator.comparingInt(n -> priority.getOrDefault(n, 0)))
        .toList();
  }

  private static Set<String> reached(
      Collection<String> from, Function<String, List<String>> neighbours) {
    Set<String> seen = new LinkedHashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String next : neighbours.apply(open.remove())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen;
  }

  private static Map<String, List<String>> reversed(Map<String, List<String>> edges) {
    Map<String, List<String>> reversed = new LinkedHashMap<>();
    edges.forEach(
        (from, targets) ->
            targets.forEach(
                to -> reversed.computeIfAbsent(to, name -> new ArrayList<>()).add(from)));
    reversed.replaceAll((name, sources) -> Collections.unmodifiableList(sources));
    return reversed;
  }

  private static List<String> listed(Map<String, List<String>> edges, String name) {
    return edges.getOrDefault(name, List.of());
  }

  /** Finds cycles by depth-first search in the order of the file, without recursion. */
  private record Cycles(Map<String, List<String>> depends, Map<String, List<String>> members) {

    /** Removes the edges that close a cycle, and returns the cycles. */
    List<List<String>> cut() {
      List<List<String>> cycles = new ArrayList<>();
      Set<String> done = new HashSet<>();
      depends.keySet().forEach(start -> walk(start, done, cycles));
      return cycles;
    }

    private void walk(String start, Set<String> done, List<List<String>> cycles) {
      Map<String, Deque<String>> path = new LinkedHashMap<>();
      Deque<String> stack = new ArrayDeque<>();
      enter(start, done, path, stack);
      while (!stack.isEmpty()) {
        String name = stack.getLast();
        String next = path.getOrDefault(name, new ArrayDeque<>()).poll();
        if (next == null) {
          stack.removeLast();
          path.remove(name);
          done.add(name);
        } else if (path.containsKey(next)) {
          cycles.add(along(stack, next));
          remove(depends, name, next);
          remove(members, name, next);
        } else {
          enter(next, done, path, stack);
        }
      }
    }

    private void enter(
        String name, Set<String> done, Map<String, Deque<String>> path, Deque<String> stack) {
      if (!done.contains(name)) {
        Deque<String> edges = new ArrayDeque<>(listed(depends, name));
        listed(members, name).stream().filter(m -> !edges.contains(m)).forEach(edges::add);
        path.put(name, edges);
        stack.addLast(name);
      }
    }

    private static List<String> along(Deque<String> stack, String first) {
      List<String> cycle = new ArrayList<>(stack);
      cycle.subList(0, cycle.indexOf(first)).clear();
      cycle.add(first);
      return List.copyOf(cycle);
    }

    private static void remove(Map<String, List<String>> edges, String from, String to) {
      edges.computeIfPresent(
          from, (name, targets) -> targets.stream().filter(t -> !t.equals(to)).toList());
    }
  }
}
