package org.fletchck.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fletchck.config.DependencyGraph;
import org.fletchck.web.layout.StatusSign;

/**
 * The graph of the dependencies: the checks that have any, with many similar ones as one node.
 *
 * @param nodes the nodes by name
 * @param waitsFor the nodes that each node waits for
 */
record Graph(Map<String, Node> nodes, Map<String, List<String>> waitsFor) {

  private static final int ALIKE = 6;

  /**
   * A check, or several passing ones with the same dependencies and dependents.
   *
   * @param label the text inside
   * @param check the check, or the first of several
   * @param isMany whether it stands for several
   * @param isSequence whether it has members
   */
  record Node(String label, CheckView check, boolean isMany, boolean isSequence) {}

  static Graph of(Overview overview) {
    DependencyGraph graph = overview.graph();
    Map<List<Object>, List<CheckView>> places = new LinkedHashMap<>();
    for (CheckView check : overview.checks().values()) {
      String name = check.name();
      List<String> needs = needs(graph, name);
      List<String> needed = needed(graph, name);
      if (!needs.isEmpty() || !needed.isEmpty()) {
        boolean plain = check.sign() == StatusSign.PASS && graph.members(name).isEmpty();
        List<Object> place = plain ? List.of(needs, needed) : List.of(name);
        places.computeIfAbsent(place, p -> new ArrayList<>()).add(check);
      }
    }
    Map<String, String> nodeOf = new LinkedHashMap<>();
    Map<String, Node> nodes = new LinkedHashMap<>();
    places.values().forEach(alike -> add(graph, alike, nodes, nodeOf));
    Map<String, List<String>> waitsFor = new LinkedHashMap<>();
    nodes.forEach(
        (key, node) ->
            waitsFor.put(
                key,
                needs(graph, node.check().name()).stream()
                    .map(nodeOf::get)
                    .filter(nodes::containsKey)
                    .distinct()
                    .toList()));
    return new Graph(nodes, waitsFor);
  }

  private static void add(
      DependencyGraph graph,
      List<CheckView> alike,
      Map<String, Node> nodes,
      Map<String, String> nodeOf) {
    CheckView first = alike.get(0);
    if (alike.size() > ALIKE) {
      nodes.put(first.name(), new Node(alike.size() + " checks", first, true, false));
      alike.forEach(check -> nodeOf.put(check.name(), first.name()));
      return;
    }
    for (CheckView check : alike) {
      boolean isSequence = !graph.members(check.name()).isEmpty();
      nodes.put(check.name(), new Node(check.name(), check, false, isSequence));
      nodeOf.put(check.name(), check.name());
    }
  }

  private static List<String> needs(DependencyGraph graph, String name) {
    return sorted(graph.dependencies(name), graph.members(name));
  }

  private static List<String> needed(DependencyGraph graph, String name) {
    return sorted(graph.dependents(name), graph.holders(name));
  }

  private static List<String> sorted(List<String> some, List<String> others) {
    if (some.size() < 2 && others.isEmpty()) {
      return some; // the usual case
    }
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
