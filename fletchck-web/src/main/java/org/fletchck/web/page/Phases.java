package org.fletchck.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.web.view.Markup;
import org.fletchck.web.view.Times;

/**
 * How long the parts of a run took.
 *
 * @param parts in their order
 * @param bar them all in a row, each as long as its time
 */
public record Phases(List<Part> parts, Markup bar) {

  private static final int WIDTH = 1000;
  private static final int COLOURS = 6;

  static Phases of(Map<String, Duration> phases) {
    List<Part> parts = new ArrayList<>();
    Markup bar = new Markup();
    long all =
        phases.entrySet().stream()
            .filter(phase -> !isSum(phase.getKey()))
            .mapToLong(phase -> phase.getValue().toNanos())
            .sum();
    long before = 0;
    bar.add("<svg class=\"phases\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\"");
    bar.add(" aria-hidden=\"true\">");
    for (Map.Entry<String, Duration> phase : phases.entrySet()) {
      String colour = isSum(phase.getKey()) ? "" : "p" + parts.size() % COLOURS;
      parts.add(new Part(phase.getKey(), Times.length(phase.getValue()), colour));
      if (!colour.isEmpty() && all > 0) {
        long nanos = phase.getValue().toNanos();
        bar.add("<rect class=\"")
            .add(colour)
            .add("\" height=\"10\" x=\"")
            .add(WIDTH * before / all);
        bar.add("\" width=\"").add(Math.max(2, WIDTH * nanos / all)).add("\"/>");
        before += nanos;
      }
    }
    return new Phases(parts, bar.add("</svg>"));
  }

  private static boolean isSum(String phase) {
    return phase.equals("total");
  }

  /**
   * One of them.
   *
   * @param colour its class; empty for the sum
   */
  public record Part(String name, String took, String colour) {}
}
