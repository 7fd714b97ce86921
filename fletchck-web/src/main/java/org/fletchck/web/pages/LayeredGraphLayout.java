package org.fletchck.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arranges the nodes of an acyclic graph in layers: each node to the right of all nodes that it
 * waits for, and close to them.
 */
final class LayeredGraphLayout {

  private static final int SWEEPS = 4;

  private final Map<String, List<String>> waitsFor;
  private final Map<String, List<String>> neededBy = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private final List<List<String>> layers = new ArrayList<>();

  private LayeredGraphLayout(Map<String, List<String>> waitsFor) {
    this.waitsFor = waitsFor;
    waitsFor.forEach(
        (node, others) -> {
          for (String other : others) {
            neededBy.computeIfAbsent(other, name -> new ArrayList<>()).add(node);
          }
        });
  }

  /**
   * Returns the layers, each from top to bottom.
   *
   * @param waitsFor the nodes that each node waits for; each of them must be a key too
   */
  static List<List<String>> of(Map<String, List<String>> waitsFor) {
    LayeredGraphLayout placed = new LayeredGraphLayout(new LinkedHashMap<>(waitsFor));
    for (String node : waitsFor.keySet()) {
      int depth = placed.depth(node, new HashSet<>());
      while (placed.layers.size() <= depth) {
        placed.layers.add(new ArrayList<>());
      }
      placed.layers.get(depth).add(node);
    }
    placed.untangle();
    return placed.layers;
  }

  private int depth(String node, Set<String> onTheWay) {
    Integer known = depths.get(node);
    if (known != null || !onTheWay.add(node)) {
      return known == null ? 0 : known;
    }
    int depth = 0;
    for (String other : waitsFor.getOrDefault(node, List.of())) {
      depth = Math.max(depth, 1 + depth(other, onTheWay));
    }
    depths.put(node, depth);
    return depth;
  }

  /** Moves each node towards the middle of its neighbours, sweeping from left to right and back. */
  private void untangle() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forth = sweep % 2 == 0;
      Map<String, List<String>> neighbours = forth ? waitsFor : neededBy;
      for (int i = 0; i < layers.size(); i++) {
        List<String> layer = layers.get(forth ? i : layers.size() - 1 - i);
        Map<String, Double> places = places();
        Map<String, Double> wanted = new HashMap<>();
        layer.forEach(node -> wanted.put(node, middle(node, neighbours, places)));
        layer.sort(Comparator.comparing(wanted::get));
      }
    }
  }

  /** Returns how far down each node is in its layer, from 0 to 1. */
  private Map<String, Double> places() {
    Map<String, Double> places = new HashMap<>();
    for (List<String> layer : layers) {
      for (int i = 0; i < layer.size(); i++) {
        places.put(layer.get(i), (i + 0.5) / layer.size());
      }
    }
    return places;
  }

  private static double middle(
      String node, Map<String, List<String>> neighbours, Map<String, Double> places) {
    return neighbours.getOrDefault(node, List.of()).stream()
        .mapToDouble(other -> places.getOrDefault(other, 0.5))
        .average()
        .orElse(places.getOrDefault(node, 0.5));
  }
}
