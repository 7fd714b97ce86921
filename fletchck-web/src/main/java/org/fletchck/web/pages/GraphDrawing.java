package org.fletchck.web.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.StatusSign;
import org.fletchck.web.pages.Graph.Node;

/** Draws dependencies in layers from left to right, with dependencies to the left. */
final class GraphDrawing {

  private static final int WIDTH = 196;
  private static final int HEIGHT = 30;
  private static final int COLUMN = WIDTH + 84;
  private static final int ROW = HEIGHT + 10;
  private static final int EDGE = 8;
  private static final int LONGEST_LABEL = 24;

  private final Graph graph;
  private final String base;
  private final Map<String, PlacedNode> placed = new LinkedHashMap<>();
  private final Markup svg = new Markup();

  private GraphDrawing(Graph graph, String base) {
    this.graph = graph;
    this.base = base;
  }

  static Markup of(Graph graph, String base) {
    return new GraphDrawing(graph, base).drawn(LayeredGraphLayout.of(graph.waitsFor()));
  }

  private Markup drawn(List<List<String>> layers) {
    int rows = layers.stream().mapToInt(List::size).max().orElse(0);
    int width = layers.size() * COLUMN - (COLUMN - WIDTH) + 2 * EDGE;
    int height = rows * ROW - (ROW - HEIGHT) + 2 * EDGE;
    for (int column = 0; column < layers.size(); column++) {
      List<String> layer = layers.get(column);
      int above = (rows - layer.size()) * ROW / 2;
      for (int row = 0; row < layer.size(); row++) {
        Node node = graph.nodes().get(layer.get(row));
        if (node != null) {
          int y = EDGE + above + row * ROW;
          placed.put(layer.get(row), new PlacedNode(node, EDGE + column * COLUMN, y));
        }
      }
    }
    svg.add("<svg class=\"graph\" aria-hidden=\"true\" width=\"").add(width);
    svg.add("\" height=\"").add(height).add("\">");
    placed.forEach((key, to) -> edges(to, graph.waitsFor().getOrDefault(key, List.of())));
    placed.values().forEach(this::node);
    return svg.add("</svg>");
  }

  private void edges(PlacedNode to, List<String> waitsFor) {
    for (String key : waitsFor) {
      PlacedNode from = placed.get(key);
      if (from != null) {
        edge(from, to);
      }
    }
  }

  private void edge(PlacedNode from, PlacedNode to) {
    int x = from.x() + WIDTH;
    int y = from.y() + HEIGHT / 2;
    int toY = to.y() + HEIGHT / 2;
    int bend = (COLUMN - WIDTH) / 2;
    svg.add("<path class=\"edge").add(to.node().isSequence() ? " member" : "");
    svg.add(from.isBroken() && to.isBroken() ? " broken" : "");
    svg.add("\" d=\"M").add(x).add(" ").add(y).add("C").add(x + bend).add(" ").add(y);
    svg.add(" ").add(to.x() - bend).add(" ").add(toY).add(" ").add(to.x()).add(" ").add(toY);
    svg.add("\"/>");
  }

  private void node(PlacedNode at) {
    Node node = at.node();
    StatusSign sign = node.check().sign();
    String to = node.isMany() ? base + "/?status=pass" : Links.check(base, node.check().name());
    svg.add("<a tabindex=\"-1\" href=\"").text(to).add("\" class=\"node ").add(sign.css());
    svg.add(node.isMany() ? " many" : "").add("\"><title>").text(node.label()).add(": ");
    svg.add(sign.word()).add("</title><rect rx=\"6\" x=\"").add(at.x());
    svg.add("\" y=\"").add(at.y()).add("\" width=\"").add(WIDTH).add("\" height=\"");
    svg.add(HEIGHT).add("\"/><use href=\"").text(base).add("/static/icons.svg#").add(sign.css());
    svg.add("\" x=\"").add(at.x() + 9 - 16 * place(sign)).add("\" y=\"").add(at.y() + 7);
    svg.add("\"/><text x=\"").add(at.x() + 32).add("\" y=\"").add(at.y() + 20).add("\">");
    svg.text(shortened(node.label())).add(node.isMany() ? " pass" : "").add("</text></a>");
  }

  /** Returns the position of a sign in {@code icons.svg}, counted from 0. */
  private static int place(StatusSign sign) {
    return List.of(
            StatusSign.PASS,
            StatusSign.FAIL,
            StatusSign.UNREACHABLE,
            StatusSign.PENDING,
            StatusSign.PAUSED,
            StatusSign.MISCONFIGURED)
        .indexOf(sign);
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
  }

  /** A node with the position of its upper left corner. */
  private record PlacedNode(Node node, int x, int y) {

    boolean isBroken() {
      return node.check().sign() == StatusSign.FAIL
          || node.check().sign() == StatusSign.UNREACHABLE;
    }
  }
}
