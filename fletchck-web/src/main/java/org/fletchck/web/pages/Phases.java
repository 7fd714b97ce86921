package org.fletchck.web.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.TimeFormat;

/**
 * How long the phases of a run took.
 *
 * @param parts the phases in order, with the total last
 * @param bar the phases side by side, each as wide as its share of the run
 */
public record Phases(List<Part> parts, Markup bar) {

  private static final String WHOLE = "total";
  private static final int WIDTH = 1000;
  private static final int COLOURS = 6;

  static Phases of(Map<String, Duration> phases) {
    Map<String, Duration> steps = new LinkedHashMap<>(phases);
    Duration whole = steps.remove(WHOLE);
    Duration sum = steps.values().stream().reduce(Duration.ZERO, Duration::plus);
    // The sum of phases that overlap may exceed the total.
    long length = Math.max(1, Math.max(sum.toNanos(), whole == null ? 0 : whole.toNanos()));
    List<Part> parts = new ArrayList<>();
    Markup bar = new Markup();
    long before = 0;
    for (Map.Entry<String, Duration> step : steps.entrySet()) {
      String colour = "p" + parts.size() % COLOURS;
      long nanos = step.getValue().toNanos();
      parts.add(new Part(step.getKey(), TimeFormat.length(step.getValue()), colour));
      bar.add("<rect class=\"").add(colour).add("\" height=\"10\" x=\"");
      bar.add(WIDTH * before / length).add("\" width=\"");
      bar.add(Math.max(2, WIDTH * nanos / length)).add("\"/>");
      before += nanos;
    }
    if (whole != null) {
      parts.add(new Part(WHOLE, TimeFormat.length(whole), ""));
    }
    return new Phases(parts, steps.isEmpty() ? bar : framed(bar));
  }

  private static Markup framed(Markup rows) {
    return new Markup()
        .add("<svg class=\"phases\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\"")
        .add(" aria-hidden=\"true\">")
        .add(rows)
        .add("</svg>");
  }

  /**
   * A phase.
   *
   * @param colour the class of its colour; empty for the total
   */
  public record Part(String name, String took, String colour) {}
}
