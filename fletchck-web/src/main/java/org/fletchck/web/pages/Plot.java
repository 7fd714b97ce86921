package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.web.layout.Markup;
import org.jspecify.annotations.Nullable;

/**
 * Draws values over time as SVG that stretches to the width of the page. The labels of the axes are
 * HTML, so that they don't stretch.
 */
final class Plot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 120;

  private final Instant from;
  private final Instant to;
  private final double top;
  private final Markup lines = new Markup();

  /**
   * Creates an empty plot.
   *
   * @param top the value at the upper edge; the lower edge is 0
   */
  Plot(Instant from, Instant to, double top) {
    this.from = from;
    this.to = to;
    this.top = top <= 0 ? 1 : top;
  }

  /**
   * A value.
   *
   * @param at the time
   * @param low the lower bound, if it is a range
   * @param high the value, or the upper bound
   */
  record Point(Instant at, double low, double high) {}

  /** Draws a line through the values, interrupted by long gaps between them. */
  Plot line(List<Point> points) {
    for (List<Point> part : parts(points)) {
      lines.add("<path class=\"line\" vector-effect=\"non-scaling-stroke\" d=\"M");
      part.forEach(point -> spot(point.at(), point.high()));
      // A single value is a line of zero length, drawn as a dot by its round ends.
      lines.add(part.size() == 1 ? "h0\"/>" : "\"/>");
    }
    return this;
  }

  /** Fills the ranges of the values. */
  Plot band(List<Point> points) {
    for (List<Point> part : parts(points)) {
      lines.add("<path class=\"band\" d=\"M");
      part.forEach(point -> spot(point.at(), point.high()));
      for (int i = part.size() - 1; i >= 0; i--) {
        spot(part.get(i).at(), part.get(i).low());
      }
      lines.add("z\"/>");
    }
    return this;
  }

  /** Marks a period over the whole height. */
  Plot mark(String css, Instant at, Duration length) {
    int x = x(at);
    int width = Math.max(3, x(at.plus(length)) - x);
    lines.add("<rect class=\"").add(css).add("\" x=\"").add(x).add("\" width=\"").add(width);
    lines.add("\" height=\"").add(HEIGHT).add("\"/>");
    return this;
  }

  private void spot(Instant at, double value) {
    lines.add(x(at)).add(" ").add(y(value)).add(" ");
  }

  private int x(Instant at) {
    double part = (double) Duration.between(from, at).toMillis();
    double x = part / Math.max(1, Duration.between(from, to).toMillis()) * WIDTH;
    return (int) Math.max(0, Math.min(WIDTH, x));
  }

  private long y(double value) {
    return Math.round(HEIGHT - Math.min(1, value / top) * (HEIGHT - 4));
  }

  private static List<List<Point>> parts(List<Point> points) {
    List<List<Point>> parts = new ArrayList<>();
    long hole = 3 * typical(points);
    @Nullable Point last = null;
    for (Point point : points) {
      if (last == null || Duration.between(last.at(), point.at()).toMillis() > hole) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(point);
      last = point;
    }
    return parts;
  }

  /** Returns the median interval between values, in milliseconds. */
  private static long typical(List<Point> points) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      pauses.add(Duration.between(points.get(i - 1).at(), points.get(i).at()).toMillis());
    }
    pauses.sort(null);
    return pauses.isEmpty() ? 0 : pauses.get(pauses.size() / 2);
  }

  /**
   * Returns the drawing.
   *
   * @param text describes the drawing for screen readers
   */
  Markup svg(String text) {
    return new Markup()
        .add(
            "<svg role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 1000 120\" aria-label=\"")
        .text(text)
        .add("\"><path class=\"grid\" vector-effect=\"non-scaling-stroke\" d=\"")
        .add("M0 4h1000M0 62h1000M0 120h1000\"/>")
        .add(lines)
        .add("</svg>");
  }
}
