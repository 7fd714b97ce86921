package org.fletchck.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.spi.Verdict;
import org.fletchck.state.History.Run;
import org.fletchck.state.History.Slot;
import org.fletchck.web.layout.Markup;
import org.fletchck.web.layout.TimeFormat;
import org.fletchck.web.pages.Plot.Point;

/**
 * A chart with its labels.
 *
 * @param title the title
 * @param summary what the chart shows, in words and figures
 * @param top the label at the upper edge
 * @param middle the label halfway up
 * @param scale the times along the lower edge
 * @param svg the drawing
 */
public record Chart(
    String title, String summary, String top, String middle, List<String> scale, Markup svg) {

  private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(.*)");
  private static final int MARKS = 4;

  /** Draws how long runs took and which failed; empty if there are none. */
  static Optional<Chart> durations(List<Slot> slots, Range range, TimeFormat times) {
    List<Point> middle = new ArrayList<>();
    List<Point> most = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.took() != null) {
        double half = slot.took().p50().toNanos();
        middle.add(new Point(slot.at(), 0, half));
        most.add(new Point(slot.at(), half, slot.took().p95().toNanos()));
      }
    }
    if (slots.isEmpty()) {
      return Optional.empty();
    }
    double top = top(most.stream().mapToDouble(Point::high).max().orElse(0));
    Plot plot = new Plot(range.from(times.now()), times.now(), top).band(most).line(middle);
    int runs = 0;
    int failures = 0;
    for (Slot slot : slots) {
      runs += slot.runs();
      failures += slot.failures();
    }
    mark(plot, "unreachable", slots, slot -> slot.unreachable() > 0, range.step());
    mark(plot, "fail", slots, slot -> slot.failures() > 0, range.step());
    String summary =
        "%d runs, %d failed; typically %s, at most %s"
            .formatted(runs, failures, nanos(median(middle)), nanos(highest(most)));
    return Optional.of(
        new Chart(
            "Run duration",
            summary,
            nanos(top),
            nanos(top / 2),
            range.scale(times),
            plot.svg("Run duration: " + summary)));
  }

  /** Draws the levels of the last runs in the range; empty if fewer than two are numbers. */
  static Optional<Chart> levels(List<Run> newestFirst, Range range, TimeFormat times) {
    Instant from = range.from(times.now());
    List<Point> points = new ArrayList<>();
    String unit = "";
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      Run run = newestFirst.get(i);
      Matcher level = NUMBER.matcher(run.level() == null ? "" : run.level());
      boolean isJudged = level.matches() && run.verdict() != Verdict.UNKNOWN;
      if (isJudged && !run.at().isBefore(from)) {
        points.add(new Point(run.at(), 0, Double.parseDouble(level.group(1))));
        unit = level.group(2);
      }
    }
    if (points.size() < 2) {
      return Optional.empty();
    }
    double top = unit.equals("%") ? 100 : top(highest(points));
    Plot plot = new Plot(from, times.now(), top).line(points);
    String summary =
        "from %s to %s, now %s"
            .formatted(
                figure(points.stream().mapToDouble(Point::high).min().orElse(0), unit),
                figure(highest(points), unit),
                figure(points.get(points.size() - 1).high(), unit));
    return Optional.of(
        new Chart(
            "Level",
            summary,
            figure(top, unit),
            figure(top / 2, unit),
            range.scale(times),
            plot.svg("Level: " + summary)));
  }

  /** Marks adjacent slots as one. */
  private static void mark(
      Plot plot, String css, List<Slot> slots, Predicate<Slot> marked, Duration step) {
    for (int i = 0; i < slots.size(); i++) {
      if (marked.test(slots.get(i))) {
        Instant from = slots.get(i).at();
        while (i + 1 < slots.size() && marked.test(slots.get(i + 1))) {
          i++;
        }
        plot.mark(css, from, Duration.between(from, slots.get(i).at()).plus(step));
      }
    }
  }

  private static double highest(List<Point> points) {
    return points.stream().mapToDouble(Point::high).max().orElse(0);
  }

  private static double median(List<Point> points) {
    double[] all = points.stream().mapToDouble(Point::high).sorted().toArray();
    return all.length == 0 ? 0 : all[all.length / 2];
  }

  /** Returns the next round number: 1, 2 or 5 times a power of ten. */
  private static double top(double highest) {
    double round = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1e-9))));
    for (int factor : new int[] {1, 2, 5}) {
      if (round * factor >= highest) {
        return round * factor;
      }
    }
    return round * 10;
  }

  private static String nanos(double nanos) {
    return TimeFormat.length(Duration.ofNanos((long) nanos));
  }

  private static String figure(double value, String unit) {
    return TimeFormat.significant(value) + unit;
  }

  /** How much of the past is shown. */
  public enum Range {
    /** The last day. */
    DAY("24h", "24 hours", Duration.ofDays(1), Duration.ofMinutes(10)),
    /** The last week. */
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(1)),
    /** The last month. */
    MONTH("30d", "30 days", Duration.ofDays(30), Duration.ofHours(6)),
    /** The last quarter. */
    QUARTER("90d", "90 days", Duration.ofDays(90), Duration.ofDays(1)),
    /** The last year. */
    YEAR("365d", "365 days", Duration.ofDays(365), Duration.ofDays(4));

    private final String key;
    private final String word;
    private final Duration length;
    private final Duration step;

    Range(String key, String word, Duration length, Duration step) {
      this.key = key;
      this.word = word;
      this.length = length;
      this.step = step;
    }

    /** Returns the range of a parameter; the last day by default. */
    static Range of(Optional<String> key) {
      for (Range range : values()) {
        if (key.filter(range.key::equals).isPresent()) {
          return range;
        }
      }
      return DAY;
    }

    /** Returns the value of the parameter. */
    public String key() {
      return key;
    }

    /** Returns the range in words. */
    public String word() {
      return word;
    }

    /** Returns the length of the range. */
    Duration length() {
      return length;
    }

    Duration step() {
      return step;
    }

    Instant from(Instant now) {
      return now.minus(length);
    }

    /** Returns the labels of five evenly spaced times. */
    List<String> scale(TimeFormat times) {
      List<String> scale = new ArrayList<>();
      for (int i = MARKS; i >= 0; i--) {
        Instant at = times.now().minus(length.multipliedBy(i).dividedBy(MARKS));
        scale.add(this == DAY ? times.clock(at) : times.day(at).replaceAll(" \\d{4}$", ""));
      }
      return scale;
    }
  }
}
